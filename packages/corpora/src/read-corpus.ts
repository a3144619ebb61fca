import { readFile } from 'node:fs/promises';
import { constants } from 'node:buffer';
import { assertKnownOptions, assertOneOf, InvalidArgumentError, refuse } from '@refrain/core';
import { cachedDownload } from './cached-download.js';
import { corpora, corpusNames, isCorpusName } from './corpora.js';
import { decodeText } from './decode-text.js';
import type { DecodeTextOptions } from './decode-text.js';
import type { DownloadOptions } from './download.js';
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
    return decodeText(await readBytes(nameOrPath, options.signal), { source: nameOrPath, lineEnds });
  }
  if (nameOrPath === 'sonnets') return readSonnets();
  if (cacheDirectory === undefined) {
    refuse('cacheDirectory', cacheDirectory, {
      expected: 'the path of a folder',
      remedy: `The corpus ${nameOrPath} is downloaded, and kept there.`,
    });
  }
  const bytes = await cachedDownload(nameOrPath, corpora[nameOrPath].download, { ...downloading, cacheDirectory });
  return decodeText(bytes, { source: nameOrPath, lineEnds });
}

const whatIsACorpus = `${corpusNames.join(', ')}, or the path of a text file`;

async function readBytes(path: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const bytes = await readFile(path, { signal }).catch((error: NodeJS.ErrnoException) => {
    signal?.throwIfAborted();
    throw unreadable(path, error);
  });
  if (bytes.length > constants.MAX_STRING_LENGTH) throw unreadable(path, { code: 'ERR_FS_FILE_TOO_LARGE' });
  return bytes;
}

function unreadable(path: string, { code, message }: { code?: string; message?: string }): InvalidArgumentError {
  const [reason, remedy] = explanations.get(code) ?? [`can't be read (${message})`, 'Check the file.'];
  return new InvalidArgumentError({
    argument: 'corpus',
    value: path,
    message: `a corpus must be ${whatIsACorpus}; ${path} ${reason}. ${remedy}`,
  });
}

const explanations = new Map<string | undefined, readonly [reason: string, remedy: string]>([
  ['ENOENT', ['does not exist', 'Check the path.']],
  ['ENOTDIR', ['does not exist', 'Check the path.']],
  ['EISDIR', ['is a folder', 'Give the path of a file.']],
  ['EACCES', ['may not be read', 'Check its permissions.']],
  [
    'ERR_FS_FILE_TOO_LARGE',
    ['is larger than a string can be', 'Read it in pieces with createReadStream, and encode those.'],
  ],
]);
