import type { Colours } from './colours.js';
import { displayWidth } from './display-width.js';

/** A token to show: what stands in the text for it, and its id. */
export interface ShownToken {
  readonly text: string;
  readonly id: number;
}

const shades = ['bgBlue', 'bgGreen', 'bgMagenta', 'bgCyan', 'bgYellow'] as const;

/**
 * Tokens side by side with their ids below, in rows that fit a width; a row ends where a line of the text does.
 *
 * @returns lines
 */
export function tokenGrid(tokens: readonly ShownToken[], { width, colours }: { width: number; colours: Colours }) {
  const rows: { text: string; ids: string; width: number }[] = [];
  let open = false;
  for (const [number, { text, id }] of tokens.entries()) {
    const shown = visible(text);
    const cell = Math.max(displayWidth(shown), String(id).length);
    if (!open || rows.at(-1)!.width + cell + 1 > width) rows.push({ text: '', ids: '', width: 0 });
    const row = rows.at(-1)!;
    const space = ' '.repeat(cell - displayWidth(shown));
    row.text += `${colours(['black', shades[number % shades.length]!], shown)}${space} `;
    row.ids += `${colours('dim', String(id).padEnd(cell))} `;
    row.width += cell + 1;
    open = !text.endsWith('\n');
  }
  return rows.flatMap(({ text, ids }) => [text.trimEnd(), ids.trimEnd()]);
}

/** Text whose white space and control characters can be seen; a token without text of its own is an ellipsis. */
function visible(text: string): string {
  if (text === '') return '…';
  return text
    .replaceAll(' ', '·')
    .replaceAll('\n', '⏎')
    .replaceAll('\t', '⇥')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
