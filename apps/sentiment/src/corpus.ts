import { namedCorpora } from '@refrain/app-kit/runs';
import { labelledCorpusNames } from '@refrain/corpora';

const corpora = namedCorpora(labelledCorpusNames, 'labelled texts');

export const { identity: corpusIdentity, title: corpusTitle, assertExists, cacheDirectory } = corpora;
