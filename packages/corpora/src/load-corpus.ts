import { assertKnownOptions } from '@refrain/core';
import { assertCorpusName, corpora } from './corpora.js';
import type { CorpusName } from './corpora.js';
import { decodeText } from './decode-text.js';
import { download } from './download.js';
import type { DownloadOptions, NamedDownload } from './download.js';
import { readSonnets } from './sonnets.js';

/**
 * The text of a named corpus, in a browser or in Node. `sonnets` is part of the package; other corpora are downloaded
 * anew each time and checked. In Node, `readCorpus` of `@refrain/corpora/node` keeps downloads in a folder.
 *
 * @throws InvalidArgumentError for a name that is not one of `corpusNames`
 * @throws ArtifactError if a download fails, or gives other bytes than those expected
 * @example
 * const text = await loadCorpus('sonnets');
 */
export async function loadCorpus(name: CorpusName, options: DownloadOptions = {}): Promise<string> {
  assertCorpusName(name);
  assertKnownOptions('loadCorpus', options, ['signal', 'fetch']);
  if (name === 'sonnets') return readSonnets();
  return decodeText(await download(textDownload(name), options), { source: name });
}

/** What is downloaded for a corpus of text. */
export function textDownload(name: Exclude<CorpusName, 'sonnets'>): NamedDownload {
  return {
    ...corpora[name].download,
    name,
    file: `${name}.txt`,
    otherwise: "the corpus 'sonnets', which is part of the package, or the path of a text file",
  };
}
