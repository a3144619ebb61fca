import { splitWords } from './white-space.js';

/**
 * How BLEU cuts a line into words; the names are sacreBLEU's:
 * - `13a`: as NIST's mteval-v13a script, which WMT uses
 * - `intl`: as mteval-v14 with international tokenization: punctuation and symbols of all scripts
 * - `char`: code points
 * - `none`: as the line is
 */
export type BleuTokenization = '13a' | 'intl' | 'char' | 'none';

export const bleuTokenizations = ['13a', 'intl', 'char', 'none'] as const satisfies readonly BleuTokenization[];

/** The words of `line`. */
export function tokenizeForBleu(line: string, tokenization: BleuTokenization): string[] {
  return splitWords(tokenizers[tokenization](line));
}

const tokenizers: Record<BleuTokenization, (line: string) => string> = {
  '13a': (line) => {
    const unescaped = line
      .replaceAll('<skipped>', '')
      .replaceAll('-\n', '')
      .replaceAll('\n', ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
    return ` ${unescaped} `
      .replace(/[{-~[-` -&(-+:-@/]/g, ' $& ')
      .replace(/([^0-9])([.,])/gu, '$1 $2 ')
      .replace(/([.,])([^0-9])/gu, ' $1 $2')
      .replace(/([0-9])(-)/g, '$1 $2 ');
  },
  intl: (line) =>
    line
      .replace(/(\P{N})(\p{P})/gu, '$1 $2 ')
      .replace(/(\p{P})(\P{N})/gu, ' $1 $2')
      .replace(/\p{S}/gu, ' $& '),
  char: (line) => Array.from(line).join(' '),
  none: (line) => line,
};
