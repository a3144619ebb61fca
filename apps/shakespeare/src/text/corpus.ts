import { namedCorpora } from '@refrain/app-kit/runs';
import { corpusNames } from '@refrain/corpora';
import { readCorpus } from '@refrain/corpora/node';

const corpora = namedCorpora(corpusNames, 'a text file');

export const { identity: corpusIdentity, title: corpusTitle } = corpora;

/** The text of a corpus, with line ends as LF. Downloads are kept in the user's cache folder. */
export async function corpusText(corpus: string): Promise<string> {
  corpora.assertExists(corpus);
  return readCorpus(corpusTitle(corpus), { cacheDirectory: corpora.cacheDirectory, lineEnds: 'lf' });
}
