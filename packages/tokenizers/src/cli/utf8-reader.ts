import { CommandError } from './errors.js';

/** Reads bytes that arrive in chunks, cut anywhere, as UTF-8; what is not UTF-8 is refused with its place. */
export class Utf8Reader {
  // The mark at the beginning of some files is text too: decoding the ids must give the file back.
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #name: string;
  /** The last bytes of the chunks before, of which some may begin a character. */
  #tail: Uint8Array = new Uint8Array();
  #position = 0;

  /** @param name what the source is called in messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** The text of the characters that are complete with `chunk`. @throws CommandError if it is not UTF-8 */
  push(chunk: Uint8Array): string {
    const text = this.#decode(chunk);
    this.#position += chunk.length;
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-longestCharacter)]).subarray(-longestCharacter);
    return text;
  }

  /** @throws CommandError if the last character is cut short */
  end(): void {
    try {
      this.#decoder.decode();
    } catch {
      throw this.#refusal('ends within a character. Bring another copy of it.');
    }
  }

  #decode(chunk: Uint8Array): string {
    try {
      return this.#decoder.decode(chunk, { stream: true });
    } catch {
      const bytes = Buffer.concat([this.#tail, chunk]);
      const place = firstInvalid(bytes);
      const position = this.#position - this.#tail.length + place;
      throw this.#refusal(`is not valid at byte ${position} (0x${bytes[place]!.toString(16)}). Convert it to UTF-8.`);
    }
  }

  #refusal(reason: string): CommandError {
    return new CommandError(`text must be in UTF-8; ${this.#name} ${reason}`);
  }
}

/** Bytes of the longest character that can be cut in two, without its last one. */
const longestCharacter = 3;

/** Where the byte stands that no character can go on with; `bytes` may begin within a character. */
function firstInvalid(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  const isValid = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [valid, invalid] = [start, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(middle)) valid = middle;
    else invalid = middle;
  }
  return invalid - 1;
}
