import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import { cachedDownload } from './cached-download.js';
import { corpusNames, isCorpusName } from './corpora.js';
import { decodeText } from './decode-text.js';
import type { DecodeTextOptions } from './decode-text.js';
import type { DownloadOptions } from './download.js';
import { textDownload } from './load-corpus.js';
import { assertCacheDirectory, readBytes } from './read-bytes.js';
import { readSonnets } from './sonnets.js';

/** How {@link readCorpus} reads. */
export interface ReadCorpusOptions extends DownloadOptions {
  /** The folder that keeps downloads; made when needed. Only corpora that are downloaded need it. */
  readonly cacheDirectory?: string;
  /** Whether line ends stay as they are, or CRLF and CR become LF. @default 'keep' */
  readonly lineEnds?: DecodeTextOptions['lineEnds'];
}

/**
 * The text of a named corpus or of a UTF-8 file: what a command line's `--corpus` means.
 *
 * A name is downloaded once and kept, and its checksum is verified whenever it is read; a kept file that has changed
 * is downloaded again. To read a file that is called as a corpus is, write `./sonnets`.
 *
 * @param nameOrPath one of `corpusNames`, or the path of a text file
 * @throws InvalidArgumentError if there is no such file, or it is a folder, empty, binary or not UTF-8
 * @throws ArtifactError if a download fails, or gives other bytes than those expected
 * @example
 * const text = await readCorpus('tinyshakespeare', { cacheDirectory: join(homedir(), '.cache', 'refrain') });
 */
export async function readCorpus(nameOrPath: string, options: ReadCorpusOptions = {}): Promise<string> {
  assertKnownOptions('readCorpus', options, ['cacheDirectory', 'lineEnds', 'signal', 'fetch']);
  const { cacheDirectory, lineEnds = 'keep', ...downloading } = options;
  assertOneOf('lineEnds', lineEnds, ['keep', 'lf']);
  if (typeof nameOrPath !== 'string' || nameOrPath === '') refuse('corpus', nameOrPath, { expected: whatIsACorpus });
  if (!isCorpusName(nameOrPath)) {
    const bytes = await readBytes(nameOrPath, { expected: whatIsACorpus, signal: options.signal });
    return decodeText(bytes, { source: nameOrPath, lineEnds });
  }
  if (nameOrPath === 'sonnets') return readSonnets();
  assertCacheDirectory(nameOrPath, cacheDirectory);
  const bytes = await cachedDownload(textDownload(nameOrPath), { ...downloading, cacheDirectory });
  return decodeText(bytes, { source: nameOrPath, lineEnds });
}

const whatIsACorpus = `${corpusNames.join(', ')}, or the path of a text file`;
