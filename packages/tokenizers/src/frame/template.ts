import { InvalidArgumentError, refuse } from '@refrain/core';
import type { TemplatePart, TokenizerDescription } from '../description.js';
import type { TokenSink } from '../token-sink.js';
import type { Encoding } from '../tokenizer.js';

/** The part of a text's tokens that is left after truncation. */
export interface TokenRange {
  readonly sink: TokenSink;
  readonly start: number;
  readonly end: number;
}

/** The template of a tokenizer that has none. */
export const textAlone: readonly TemplatePart[] = [{ text: 'first', typeId: 0 }];

/**
 * The parts that an encoded text is made of, or an encoded pair.
 *
 * @param usesTokens whether the template's tokens are among them
 * @throws InvalidArgumentError if there is no template for a pair
 */
export function templateParts(
  { template }: TokenizerDescription,
  { pair, usesTokens }: { readonly pair: string | undefined; readonly usesTokens: boolean },
): readonly TemplatePart[] {
  const parts = pair === undefined ? (template?.single ?? textAlone) : template?.pair;
  if (parts === undefined) {
    refuse('pair', pair, {
      expected: 'absent, since the tokenizer has no template for pairs',
      remedy: 'Give it one with withFrame(tokenizer, { pairTemplate }).',
    });
  }
  return usesTokens ? parts : parts.filter((part) => 'text' in part);
}

/** Where each text's tokens stand within a length, the template's own taken off. @throws InvalidArgumentError if it can't be */
export function truncate(
  texts: readonly TokenSink[],
  parts: readonly TemplatePart[],
  truncation: TokenizerDescription['truncation'],
): TokenRange[] {
  const lengths = texts.map((text) => text.count);
  const around = parts.filter((part) => 'id' in part).length;
  const kept = truncation === undefined ? lengths : keptLengths(lengths, truncation, around);
  return texts.map((sink, index) => {
    const start = truncation?.side === 'left' ? lengths[index]! - kept[index]! : 0;
    return { sink, start, end: start + kept[index]! };
  });
}

function keptLengths(
  lengths: readonly number[],
  { maximumLength, strategy }: NonNullable<TokenizerDescription['truncation']>,
  around: number,
): number[] {
  const room = maximumLength - around;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const excess = total - room;
  if (excess <= 0) return [...lengths];
  if (room < 0) {
    refuse('maximumLength', maximumLength, { expected: `at least ${around}, the length of the template's own tokens` });
  }
  if (room === 0) return lengths.map(() => 0);
  if (strategy === 'longest-first') return longestFirst(lengths, room);
  const given = strategy === 'only-first' ? 0 : 1;
  if (given >= lengths.length) refuse('pair', undefined, { expected: "a text, since truncation is 'only-second'" });
  if (lengths[given]! <= excess) {
    throw new InvalidArgumentError({
      argument: given === 0 ? 'text' : 'pair',
      value: lengths[given],
      message:
        `truncation is '${strategy}', so that ${given === 0 ? 'the first' : 'the second'} text must have more than the ` +
        `${excess} tokens that are too many; received ${lengths[given]}. Shorten the other text, or truncate 'longest-first'.`,
    });
  }
  return lengths.map((length, index) => (index === given ? length - excess : length));
}

/** The longer text gives way until both are equal, then both: the first gets the smaller half unless it was the longer one. */
function longestFirst(lengths: readonly number[], room: number): number[] {
  if (lengths.length === 1) return [room];
  const [first, second] = lengths as [number, number];
  const shorter = Math.min(first, second);
  let kept: [shorter: number, longer: number] = [shorter, shorter > room ? shorter : Math.max(shorter, room - shorter)];
  if (kept[0] + kept[1] > room) kept = [Math.floor(room / 2), Math.ceil(room / 2)];
  return first > second ? [kept[1], kept[0]] : kept;
}

/** Puts the tokens of the texts and of the template together. */
export function assemble(
  parts: readonly TemplatePart[],
  texts: readonly TokenRange[],
  keepsOffsets: boolean,
): Encoding {
  const rangeOf = (part: TemplatePart) => ('text' in part ? texts[part.text === 'first' ? 0 : 1]! : undefined);
  let length = 0;
  for (const part of parts) {
    const range = rangeOf(part);
    length += range === undefined ? 1 : range.end - range.start;
  }
  const ids = new Int32Array(length);
  const offsets = new Int32Array(keepsOffsets ? 2 * length : 0);
  const typeIds = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    const range = rangeOf(part);
    const start = position;
    if (range === undefined) ids[position++] = (part as { id: number }).id;
    else {
      ids.set(range.sink.ids.subarray(range.start, range.end), position);
      if (keepsOffsets) offsets.set(range.sink.offsets!.subarray(2 * range.start, 2 * range.end), 2 * position);
      position += range.end - range.start;
    }
    typeIds.fill(part.typeId, start, position);
  }
  return { ids, offsets, typeIds };
}
