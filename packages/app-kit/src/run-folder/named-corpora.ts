import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import envPaths from 'env-paths';
import { CommandError } from '../command-line/errors.js';
import { didYouMean } from '../command-line/suggest.js';

/** What an option such as `--corpus` may be: one of some names, or a path. */
export interface NamedCorpora {
  /** What is stored of it: a name as it is, a path so that it means the same file from any folder. */
  identity(corpus: string): string;
  /** A corpus as the user would write it here: its name, or the shorter of its paths. */
  title(corpus: string): string;
  /** @throws CommandError for a path where nothing is; suggests the nearest name */
  assertExists(corpus: string): void;
  /** The user's cache folder, for downloads. */
  readonly cacheDirectory: string;
}

/**
 * @param file what a path leads to, such as `a text file`
 * @param option the option that it is given with
 */
export function namedCorpora(names: readonly string[], file: string, option = '--corpus'): NamedCorpora {
  const isName = (corpus: string): boolean => names.includes(corpus);
  const title = (corpus: string): string => {
    if (isName(corpus)) return corpus;
    const fromHere = relative(process.cwd(), corpus);
    return fromHere.length < corpus.length ? fromHere : corpus;
  };
  return {
    title,
    identity: (corpus) => (isName(corpus) ? corpus : resolve(corpus)),
    assertExists(corpus) {
      if (isName(corpus) || existsSync(corpus)) return;
      throw new CommandError(
        `${option} must be ${names.join(', ')}, or the path of ${file}; ${title(corpus)} does not exist.` +
          (didYouMean(basename(corpus), names) || ' Check the path.'),
      );
    },
    cacheDirectory: envPaths('refrain', { suffix: '' }).cache,
  };
}
