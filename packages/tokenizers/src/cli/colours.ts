import { styleText } from 'node:util';

/** Gives text a format where that is wanted, and leaves it alone elsewhere. */
export type Colours = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for a stream: those of a terminal that has them, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function coloursFor(stream: { readonly isTTY?: boolean; hasColors?(): boolean }): Colours {
  const forced = process.env['FORCE_COLOR'];
  const wanted =
    forced === undefined ? stream.isTTY === true && stream.hasColors?.() === true : !['0', 'false'].includes(forced);
  // The decision is made here; newer versions of Node would otherwise make it anew, for standard output.
  return (format, text) => (wanted ? styleText(format, text, { validateStream: false }) : text);
}
