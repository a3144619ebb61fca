import { characterClasses, end as endOfText, trailing } from '../patterns/character-classes.js';

/** Bytes behind the text that can be read: keys of pieces are read in words. */
const slack = 16;

/** Text in UTF-8, with the classes of its characters; the memory is used again for the next text. */
export class Utf8Text {
  bytes = new Uint8Array(256);
  view = new DataView(this.bytes.buffer);
  /** The class of each byte's character, see character-classes.ts; only after {@link classify}. */
  classes = new Uint8Array(256);
  length = 0;
  readonly #encoder = new TextEncoder();

  /** Takes in `text`, which has no half characters, behind the prefix. */
  load(text: string, prefix: '' | ' '): void {
    this.#reserve(prefix.length + text.length);
    if (prefix !== '') this.bytes[0] = 0x20;
    this.length = prefix.length;
    for (let read = 0; read < text.length;) {
      const part = read === 0 ? text : text.slice(read);
      const progress = this.#encoder.encodeInto(
        part,
        this.length === 0 ? this.bytes : this.bytes.subarray(this.length),
      );
      read += progress.read;
      this.length += progress.written;
      this.#reserve(read < text.length ? 2 * this.length : this.length);
    }
  }

  /** Works out {@link classes}. */
  classify(): void {
    if (this.classes.length < this.bytes.length) this.classes = new Uint8Array(this.bytes.length);
    const { bytes, classes, view, length } = this;
    const table = characterClasses();
    const { units } = table;
    for (let position = 0; position < length;) {
      const word = view.getInt32(position, true);
      if ((word & 0x80808080) === 0) {
        // Four characters of ASCII; behind the end of the text it doesn't matter what is written.
        classes[position] = units[word & 0x7f]!;
        classes[position + 1] = units[(word >> 8) & 0x7f]!;
        classes[position + 2] = units[(word >> 16) & 0x7f]!;
        classes[position + 3] = units[word >> 24]!;
        position += 4;
        continue;
      }
      const byte = bytes[position]!;
      const width = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      const known = width === 1 ? units[byte]! : table.of(this.#codePoint(position, width));
      classes[position++] = known;
      for (let left = width; left > 1; left--) classes[position++] = known | trailing;
    }
    classes[length] = endOfText;
  }

  /** Gives the memory of a long text back. */
  release(): void {
    if (this.bytes.length <= 1 << 20) return;
    this.bytes = new Uint8Array(256);
    this.view = new DataView(this.bytes.buffer);
    this.classes = new Uint8Array(256);
    this.length = 0;
  }

  #codePoint(position: number, width: number): number {
    const { bytes } = this;
    let codePoint = bytes[position]! & (0x7f >> width);
    for (let place = 1; place < width; place++) codePoint = (codePoint << 6) | (bytes[position + place]! & 0x3f);
    return codePoint;
  }

  #reserve(length: number): void {
    if (length + slack <= this.bytes.length) return;
    const longer = new Uint8Array(Math.max(length + slack, Math.ceil(1.5 * this.bytes.length)));
    longer.set(this.bytes.subarray(0, this.length));
    this.bytes = longer;
    this.view = new DataView(longer.buffer);
  }
}
