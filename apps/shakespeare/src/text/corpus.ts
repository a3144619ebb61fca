import { namedCorpora } from '@refrain/app-kit/runs';
import { corpusNames as textNames, headlines, names } from '@refrain/corpora';
import { readCorpus, readHeadlines } from '@refrain/corpora/node';
import type { RunSettings } from '../settings.js';

/** Lines that a grammar of this project's own makes. */
const madeLines = { names, headlines } as const;

export const corpusNames = [...textNames, ...(Object.keys(madeLines) as (keyof typeof madeLines)[])];

const corpora = namedCorpora(corpusNames, 'a text file');

export const { identity: corpusIdentity, title: corpusTitle } = corpora;

/**
 * The text of a corpus, with line ends as LF; where lines are the sequences, of a file of AG News (`.csv`) the titles.
 * Downloads are kept in the user's cache folder.
 */
export async function corpusText(corpus: string, { lines }: Pick<RunSettings, 'lines'>): Promise<string> {
  corpora.assertExists(corpus);
  const name = corpusTitle(corpus);
  if (name === 'names' || name === 'headlines') return madeLines[name]().join('\n');
  if (lines && /\.csv$/i.test(corpus)) {
    const titles = await readHeadlines(corpus);
    // A title with a line end is one line nevertheless.
    return titles.map((title) => title.replaceAll('\n', ' ')).join('\n');
  }
  return readCorpus(name, { cacheDirectory: corpora.cacheDirectory, lineEnds: 'lf' });
}
