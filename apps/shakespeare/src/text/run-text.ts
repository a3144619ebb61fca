import type { HyperParameters } from '../presets/hyper-parameters.js';
import { firstCharacters } from './text-parts.js';

/** How a run reads a text, before its tokenizer does. */
export type Reading = Pick<HyperParameters, 'gutenberg' | 'joinLines' | 'characters' | 'lines'>;

/** A corpus as a run reads it: what the tokenizer is trained on, what is cut into parts, what is recorded. */
export function runText(text: string, { gutenberg, joinLines, characters, lines }: Reading): string {
  const book = gutenberg ? withoutGutenbergFrame(text) : text;
  const joined = joinLines ? book.replaceAll('\n', ' ') : book;
  const kept = characters === undefined ? joined : firstCharacters(joined, characters);
  return lines ? withoutBlankLines(kept) : kept;
}

/** A book of Project Gutenberg without what stands before and behind it; another text as it is. */
function withoutGutenbergFrame(text: string): string {
  const start = /^\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG EBOOK.*\n/m.exec(text);
  const end = /^(?:End of (?:the )?Project Gutenberg|\*\*\* ?END OF TH(?:E|IS) PROJECT GUTENBERG EBOOK)/m.exec(text);
  const from = start === null ? 0 : start.index + start[0].length;
  return text.slice(from, end === null || end.index < from ? undefined : end.index).trim();
}

/** Each line, without spaces around it, ends with a line end. */
function withoutBlankLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.map((line) => (line === '' ? '' : `${line}\n`)).join('');
}
