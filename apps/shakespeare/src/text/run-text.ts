import type { HyperParameters } from '../presets/hyper-parameters.js';

/** How a run reads a text, beside its tokenizer. */
export type Reading = Pick<HyperParameters, 'gutenberg'>;

/** A corpus as a run reads it: what the tokenizer is trained on, what is split into parts, what is recorded. */
export function runText(text: string, { gutenberg = false }: Reading): string {
  return gutenberg ? withoutGutenbergFrame(text) : text;
}

/** A book of Project Gutenberg without what stands before and behind it; another text as it is. */
function withoutGutenbergFrame(text: string): string {
  const start = /^\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG EBOOK.*\n/m.exec(text);
  const end = /^(?:End of (?:the )?Project Gutenberg|\*\*\* ?END OF TH(?:E|IS) PROJECT GUTENBERG EBOOK)/m.exec(text);
  const from = start === null ? 0 : start.index + start[0].length;
  return text.slice(from, end === null || end.index < from ? undefined : end.index).trim();
}
