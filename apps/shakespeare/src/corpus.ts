import { corpusNames } from '@refrain/corpora';
import { readCorpus } from '@refrain/corpora/node';
import envPaths from 'env-paths';
import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { CommandError } from './errors.js';
import { didYouMean } from './suggest.js';

/** What is stored of `--corpus`: a name as it is, a path so that it means the same file from any folder. */
export function corpusIdentity(corpus: string): string {
  return isName(corpus) ? corpus : resolve(corpus);
}

/** A corpus as the user would write it here: its name, or the shorter of its paths. */
export function corpusTitle(corpus: string): string {
  if (isName(corpus)) return corpus;
  const fromHere = relative(process.cwd(), corpus);
  return fromHere.length < corpus.length ? fromHere : corpus;
}

/** The text of a corpus, with line ends as LF. Downloads are kept in the user's cache folder. */
export async function corpusText(corpus: string): Promise<string> {
  const title = corpusTitle(corpus);
  if (!isName(corpus) && !existsSync(corpus)) {
    throw new CommandError(
      `--corpus must be ${corpusNames.join(', ')}, or the path of a text file; ${title} does not exist.` +
        (didYouMean(basename(corpus), corpusNames) || ' Check the path.'),
    );
  }
  return readCorpus(title, { cacheDirectory: envPaths('refrain', { suffix: '' }).cache, lineEnds: 'lf' });
}

function isName(corpus: string): boolean {
  return (corpusNames as readonly string[]).includes(corpus);
}
