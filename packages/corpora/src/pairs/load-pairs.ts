import { assertKnownOptions } from '@refrain/core';
import { decodeText } from '../decode-text.js';
import { download } from '../download.js';
import type { DownloadOptions, NamedDownload } from '../download.js';
import { phrasebook } from '../phrasebook/phrasebook.js';
import { assertPairCorpusName, pairCorpora } from './pair-corpora.js';
import type { PairCorpusName } from './pair-corpora.js';
import { parsePairs } from './parse-pairs.js';
import type { SentencePair } from './sentence-pair.js';
import { unzip } from './unzip.js';

/**
 * The pairs of a named corpus, in a browser or in Node. `phrasebook` is made by this package; other corpora are
 * downloaded anew each time and checked. In Node, `readPairs` of `@refrain/corpora/node` keeps downloads in a folder.
 *
 * @throws InvalidArgumentError for a name that is not one of `pairCorpusNames`
 * @throws ArtifactError if a download fails, or gives other bytes than those expected
 * @example
 * const pairs = await loadPairs('phrasebook');
 */
export async function loadPairs(name: PairCorpusName, options: DownloadOptions = {}): Promise<SentencePair[]> {
  assertPairCorpusName(name);
  assertKnownOptions('loadPairs', options, ['signal', 'fetch']);
  if (name === 'phrasebook') return phrasebookPairs();
  return unzippedPairs(await download(pairDownload(name), options), name);
}

/** All sentences of the phrasebook: those held out stand last. */
export function phrasebookPairs(): SentencePair[] {
  const { training, heldOut } = phrasebook();
  return [...training, ...heldOut];
}

/** A corpus of pairs that is downloaded. */
export type DownloadedPairs = Exclude<PairCorpusName, 'phrasebook'>;

/** What is downloaded for a corpus of pairs. */
export function pairDownload(name: DownloadedPairs): NamedDownload {
  return {
    ...pairCorpora[name].download,
    name,
    file: `${name}.zip`,
    otherwise: "the corpus 'phrasebook', which is part of the package, or the path of a file of pairs",
  };
}

/** The pairs in a downloaded archive. */
export async function unzippedPairs(archive: Uint8Array, name: DownloadedPairs): Promise<SentencePair[]> {
  const text = await unzip(archive, pairCorpora[name].download.entry, name);
  return parsePairs(decodeText(text, { source: name }), { source: name });
}
