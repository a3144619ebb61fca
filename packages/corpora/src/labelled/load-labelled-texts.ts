import { assertKnownOptions } from '@refrain/core';
import { download } from '../download.js';
import type { DownloadOptions, NamedDownload } from '../download.js';
import { opinions } from '../opinions/opinions.js';
import { aclImdbArchive } from './acl-imdb.js';
import { assertLabelledCorpusName, labelledCorpora } from './labelled-corpora.js';
import type { LabelledCorpusName } from './labelled-corpora.js';
import type { LabelledParts } from './labelled-parts.js';

/**
 * The labelled texts of a named corpus, in a browser or in Node. `opinions` is made by this package; `imdb` is
 * downloaded anew each time and checked. In Node, `readLabelledTexts` of `@refrain/corpora/node` keeps downloads in a
 * folder.
 *
 * @throws InvalidArgumentError for a name that is not one of `labelledCorpusNames`
 * @throws ArtifactError if a download fails, or gives other bytes than those expected
 * @example
 * const { training, test } = await loadLabelledTexts('opinions');
 */
export async function loadLabelledTexts(
  name: LabelledCorpusName,
  options: DownloadOptions = {},
): Promise<LabelledParts> {
  assertLabelledCorpusName(name);
  assertKnownOptions('loadLabelledTexts', options, ['signal', 'fetch']);
  if (name === 'opinions') return opinionParts();
  return aclImdbArchive(await download(imdbDownload, options), name);
}

/** The opinions, those held out as what to test on. */
export function opinionParts(): LabelledParts {
  const { training, heldOut } = opinions();
  return { training, validation: [], test: heldOut };
}

/** What is downloaded for the reviews of IMDb. */
export const imdbDownload: NamedDownload = {
  ...labelledCorpora.imdb.download,
  name: 'imdb',
  file: 'aclImdb_v1.tar.gz',
  otherwise: "the corpus 'opinions', which is part of the package, or the path of labelled texts",
};
