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
    const { bytes, classes, length } = this;
    const table = characterClasses();
    const { units } = table;
    for (let position = 0; position < length; position++) {
      const byte = bytes[position]!;
      if (byte < 0x80) {
        classes[position] = units[byte]! || table.of(byte);
        continue;
      }
      const width = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      const known = table.of(this.#codePoint(position, width));
      classes[position] = known;
      for (let last = position + width - 1; position < last;) classes[++position] = known | trailing;
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
