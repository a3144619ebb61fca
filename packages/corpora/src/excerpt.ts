import { assertKnownOptions, InvalidArgumentError, refuse } from '@refrain/core';

/** Which part of a text {@link excerpt} gives. */
export interface ExcerptOptions {
  /** Where it begins: with the first occurrence of this phrase. @default the beginning of the text */
  readonly from?: string;
  /** Where it ends: before the first occurrence of this phrase behind `from`. @default the end of the text */
  readonly to?: string;
}

/**
 * The part of a text from one phrase to another: a book without what its publisher has put around it.
 *
 * @throws InvalidArgumentError if a phrase is not there
 * @example
 * const file = await readCorpus('1268-0.txt', { lineEnds: 'lf' });
 * const book = excerpt(file, { from: 'THE MYSTERIOUS ISLAND', to: 'End of the Project Gutenberg' });
 */
export function excerpt(text: string, options: ExcerptOptions): string {
  assertKnownOptions('excerpt', options, ['from', 'to']);
  const { from, to } = options;
  const begun = from === undefined ? text : text.slice(placeOf('from', from, text));
  if (to === undefined) return begun;
  const behind = from?.length ?? 0;
  return begun.slice(0, behind + placeOf('to', to, begun.slice(behind)));
}

function placeOf(argument: string, phrase: string, text: string): number {
  if (typeof phrase !== 'string' || phrase === '') refuse(argument, phrase, { expected: 'a phrase of the text' });
  const place = text.indexOf(phrase);
  if (place >= 0) return place;
  const where = argument === 'from' ? 'is not in it' : 'is not in it, or not behind the other phrase';
  const message = `${argument} must be a phrase of the text; ${JSON.stringify(phrase)} ${where}. Check its case, its spaces and its line ends.`;
  throw new InvalidArgumentError({ argument, value: phrase, message });
}
