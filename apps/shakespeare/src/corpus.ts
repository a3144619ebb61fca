import { corpusNames } from '@refrain/corpora';
import { readCorpus } from '@refrain/corpora/node';
import envPaths from 'env-paths';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from './errors.js';
import { didYouMean } from './suggest.js';

/** What is stored of `--corpus`: a name as it is, a path so that it means the same file from any folder. */
export function corpusIdentity(corpus: string): string {
  return isName(corpus) ? corpus : resolve(corpus);
}

/** The text of a corpus, with line ends as LF. Downloads are kept in the user's cache folder. */
export async function corpusText(corpus: string): Promise<string> {
  if (!isName(corpus) && !existsSync(corpus)) {
    throw new CommandError(
      `--corpus must be ${corpusNames.join(', ')}, or the path of a text file; ${corpus} does not exist.` +
        (didYouMean(corpus, corpusNames) || ' Check the path.'),
    );
  }
  return readCorpus(corpus, { cacheDirectory: envPaths('refrain', { suffix: '' }).cache, lineEnds: 'lf' });
}

function isName(corpus: string): boolean {
  return (corpusNames as readonly string[]).includes(corpus);
}
