import { refuse } from '@refrain/core';

/** Ids that are read where they lie, such as those of a file: as much as windows ask for, at any place. */
export interface IdSource {
  /** How many ids there are. */
  readonly length: number;
  /** Writes ids `start`, `start + stride`, … (`count` of them) into `target` from `offset` on. */
  copy(range: IdRange, target: Int32Array, offset: number): void;
}

/** Which ids {@link IdSource.copy} is asked for; all lie within the source. */
export interface IdRange {
  readonly start: number;
  readonly count: number;
  readonly stride: number;
}

/** A text as ids: in memory, or wherever an {@link IdSource} reads it. */
export type Ids = Int32Array | Uint16Array | Uint8Array | IdSource;

/** Writes the window that begins at `start` into `target` from `offset` on. */
export type WindowCopier = (start: number, target: Int32Array, offset: number) => void;

/** A copier of windows of `count` ids, every `stride`-th; checks nothing: it is the innermost loop of every recipe. */
export function windowCopier(ids: Ids, { count, stride = 1 }: { count: number; stride?: number }): WindowCopier {
  if (!ArrayBuffer.isView(ids)) return (start, target, offset) => ids.copy({ start, count, stride }, target, offset);
  if (stride === 1) return neighbourCopier(ids, count);
  return (start, target, offset) => {
    for (let position = 0; position < count; position++) {
      target[offset + position] = ids[start + position * stride]!;
    }
  };
}

/** Four ids a turn: nearly twice as fast as one, and as a view for each window to copy from. */
function neighbourCopier(ids: Exclude<Ids, IdSource>, count: number): WindowCopier {
  return (start, target, offset) => {
    let position = 0;
    for (; position + 4 <= count; position += 4) {
      target[offset + position] = ids[start + position]!;
      target[offset + position + 1] = ids[start + position + 1]!;
      target[offset + position + 2] = ids[start + position + 2]!;
      target[offset + position + 3] = ids[start + position + 3]!;
    }
    for (; position < count; position++) target[offset + position] = ids[start + position]!;
  };
}

/** A reader of single ids; checks nothing. */
export function idReader(ids: Ids): (position: number) => number {
  if (ArrayBuffer.isView(ids)) return (position) => ids[position]!;
  const single = new Int32Array(1);
  return (start) => {
    ids.copy({ start, count: 1, stride: 1 }, single, 0);
    return single[0]!;
  };
}

/** Throws unless `ids` can be cut into windows. */
export function assertIds(ids: unknown): asserts ids is Ids {
  // By tag, because `instanceof` fails for arrays of another realm.
  const tag = Object.prototype.toString.call(ids);
  if (['[object Int32Array]', '[object Uint16Array]', '[object Uint8Array]'].includes(tag)) return;
  const source = ids as Partial<IdSource> | null | undefined;
  if (typeof source?.copy === 'function' && typeof source.length === 'number') return;
  refuse('ids', ids, {
    expected: 'an Int32Array, Uint16Array, Uint8Array or an id source such as openIdFile gives',
    remedy: Array.isArray(ids) ? 'Use Int32Array.from(ids).' : 'Encode the text first: tokenizer.encode(text).',
  });
}
