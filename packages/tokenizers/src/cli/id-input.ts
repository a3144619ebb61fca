import { CommandError } from './errors.js';
import { byteSources } from './text-input.js';

/** Reads ids, all of one vocabulary, and counts them for its messages. */
export class IdReader {
  readonly #size: number;
  #count = 0;

  /** @param size of the vocabulary, which ids are below */
  constructor(size: number) {
    this.#size = size;
  }

  /** The ids of a text in which white space stands between them. @throws CommandError for what is no id, with its number */
  ids(text: string): number[] {
    return (text.match(/\S+/g) ?? []).map((word) =>
      this.#checked(/^\d{1,10}$/.test(word) ? Number(word) : Number.NaN, JSON.stringify(word)),
    );
  }

  /** The ids of little-endian int32. @throws CommandError for what is no id, with its number */
  binaryIds(bytes: Uint8Array): number[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length / 4 }, (_, place) => {
      const id = view.getInt32(4 * place, true);
      return this.#checked(id, String(id));
    });
  }

  #checked(id: number, shown: string): number {
    this.#count++;
    if (id >= 0 && id < this.#size) return id;
    throw new CommandError(
      `every id must be an integer from 0 to ${this.#size - 1}; received ${shown} as number ${this.#count}. Give ids of this tokenizer.`,
    );
  }
}

/** Ids that are text, as they are read. */
export async function* idsOfText(pieces: AsyncIterable<string>, reader: IdReader): AsyncGenerator<readonly number[]> {
  let begun = '';
  for await (const piece of pieces) {
    const text = begun + piece;
    const end = text.search(/\S*$/);
    yield reader.ids(text.slice(0, end));
    begun = text.slice(end);
  }
  yield reader.ids(begun);
}

/** Ids that are little-endian int32, as they are read. @throws CommandError for half an id at the end of a file */
export async function* idsOfBytes(files: readonly string[], reader: IdReader): AsyncGenerator<readonly number[]> {
  for (const { name, chunks } of byteSources(files)) {
    let rest = Buffer.alloc(0);
    for await (const chunk of chunks) {
      const bytes = Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % 4);
      yield reader.binaryIds(bytes.subarray(0, whole));
      rest = bytes.subarray(whole);
    }
    if (rest.length > 0) {
      throw new CommandError(
        `--binary reads ids of 4 bytes each; ${name} ends within one. Use another copy of it, or leave --binary out.`,
      );
    }
  }
}
