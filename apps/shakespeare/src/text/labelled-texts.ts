import { namedCorpora } from '@refrain/app-kit/runs';
import { labelledCorpusNames } from '@refrain/corpora';
import type { LabelledText } from '@refrain/corpora';
import { readLabelledTexts } from '@refrain/corpora/node';

const corpora = namedCorpora(labelledCorpusNames, 'labelled texts', '--reviews');

/** The texts of `--reviews` that are the best to judge by: those to test on, or all there are. */
export async function labelledTexts(reviews = 'opinions'): Promise<readonly LabelledText[]> {
  const identity = corpora.identity(reviews);
  corpora.assertExists(identity);
  const { training, test } = await readLabelledTexts(corpora.title(identity), {
    cacheDirectory: corpora.cacheDirectory,
  });
  return test.length > 0 ? test : training;
}
