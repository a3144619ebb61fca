import { assertKnownOptions, refuse } from '@refrain/core';
import { cachedDownload } from '../cached-download.js';
import { decodeText } from '../decode-text.js';
import type { DownloadOptions } from '../download.js';
import { assertCacheDirectory, readBytes } from '../read-bytes.js';
import { pairDownload, phrasebookPairs, unzippedPairs } from './load-pairs.js';
import { isPairCorpusName, pairCorpusNames } from './pair-corpora.js';
import { parsePairs } from './parse-pairs.js';
import type { SentencePair } from './sentence-pair.js';

/** How {@link readPairs} reads. */
export interface ReadPairsOptions extends DownloadOptions {
  /** The folder that keeps downloads; made when needed. Only corpora that are downloaded need it. */
  readonly cacheDirectory?: string;
}

/**
 * The sentence pairs of a named corpus, or of a UTF-8 file of lines: a sentence, a tab and its translation. What a
 * command line's `--corpus` means for a translator; see {@link parsePairs} for the lines.
 *
 * A name is downloaded once and kept, and its checksum is verified whenever it is read; a kept file that has changed
 * is downloaded again. To read a file that is called as a corpus is, write `./spa-eng`.
 *
 * @param nameOrPath one of `pairCorpusNames`, or the path of a file of pairs
 * @throws InvalidArgumentError if there is no such file, it is not UTF-8, or a line is no pair (says which)
 * @throws ArtifactError if a download fails, or gives other bytes than those expected
 * @example
 * const pairs = await readPairs('spa-eng', { cacheDirectory: join(homedir(), '.cache', 'refrain') });
 */
export async function readPairs(nameOrPath: string, options: ReadPairsOptions = {}): Promise<SentencePair[]> {
  assertKnownOptions('readPairs', options, ['cacheDirectory', 'signal', 'fetch']);
  const { cacheDirectory, ...downloading } = options;
  if (typeof nameOrPath !== 'string' || nameOrPath === '') refuse('corpus', nameOrPath, { expected: whatItMayBe });
  if (!isPairCorpusName(nameOrPath)) {
    const bytes = await readBytes(nameOrPath, { expected: whatItMayBe, signal: options.signal });
    return parsePairs(decodeText(bytes, { source: nameOrPath }), { source: nameOrPath });
  }
  if (nameOrPath === 'phrasebook') return phrasebookPairs();
  assertCacheDirectory(nameOrPath, cacheDirectory);
  return unzippedPairs(await cachedDownload(pairDownload(nameOrPath), { ...downloading, cacheDirectory }), nameOrPath);
}

const whatItMayBe = `${pairCorpusNames.join(', ')}, or the path of a file of sentence pairs`;
