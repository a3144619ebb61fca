import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { assertKnownOptions, refuse } from '@refrain/core';
import { cachedDownload } from '../cached-download.js';
import { csvRows } from '../csv-rows.js';
import { decodeText } from '../decode-text.js';
import type { DownloadOptions } from '../download.js';
import { assertCacheDirectory, readBytes } from '../read-bytes.js';
import { aclImdbArchive } from './acl-imdb.js';
import { isLabelledCorpusName, labelledCorpusNames } from './labelled-corpora.js';
import type { LabelledParts } from './labelled-parts.js';
import { labelledTextsOf } from './labelled-rows.js';
import type { LabelledColumns } from './labelled-rows.js';
import type { LabelledText } from './labelled-text.js';
import { imdbDownload, opinionParts } from './load-labelled-texts.js';
import { parseLabelledTexts } from './parse-labelled-texts.js';
import { readLabelledFolder } from './read-labelled-folder.js';

/** How {@link readLabelledTexts} reads. */
export interface ReadLabelledTextsOptions extends DownloadOptions {
  /** The folder that keeps downloads; made when needed. Only corpora that are downloaded need it. */
  readonly cacheDirectory?: string;
  /** Which columns of a table hold texts and labels. @default text, sentence or review; label or sentiment */
  readonly columns?: LabelledColumns;
}

/**
 * The labelled texts of a named corpus, of a file or of a folder: what a command line's `--corpus` means for a
 * classifier. Parts that the corpus itself is divided into stay apart; what has no parts is all to train on.
 *
 * A path may be
 * - a table with a header: `.csv` with commas and quotation marks, anything else with tabs (see `parseLabelledTexts`)
 * - a folder with such tables: `train.tsv` and, where there are, `dev.tsv` or `validation.tsv` and `test.tsv` (or
 *   `.csv`), as SST-2 in GLUE
 * - a folder with `rt-polarity.pos` and `rt-polarity.neg`, a text a line (Pang and Lee, 2005)
 * - a folder with `train/pos`, `train/neg`, `test/pos` and `test/neg`, a text a file, as aclImdb (Maas et al., 2011), or
 *   that folder as a `.tar.gz` or `.tgz` archive, which is read in a stream and never unpacked
 *
 * Texts stay as they are, with their HTML and emoticons. To read a file that is called as a corpus is, write `./imdb`.
 *
 * @param nameOrPath one of `labelledCorpusNames`, or a path
 * @throws InvalidArgumentError if there is no such file or folder; it is not UTF-8; a label is missing or another than
 *   those expected, or a text is empty (says in which line); or all labels are the same
 * @throws ArtifactError if a download fails or gives other bytes than those expected, or an archive is none
 * @example
 * const { training, test } = await readLabelledTexts('imdb', { cacheDirectory: join(homedir(), '.cache', 'refrain') });
 */
export async function readLabelledTexts(
  nameOrPath: string,
  options: ReadLabelledTextsOptions = {},
): Promise<LabelledParts> {
  assertKnownOptions('readLabelledTexts', options, ['cacheDirectory', 'columns', 'signal', 'fetch']);
  const { cacheDirectory, columns = {}, ...downloading } = options;
  const { signal } = options;
  if (typeof nameOrPath !== 'string' || nameOrPath === '') refuse('corpus', nameOrPath, { expected: whatItMayBe });
  if (nameOrPath === 'opinions') return opinionParts();
  if (isLabelledCorpusName(nameOrPath)) {
    assertCacheDirectory(nameOrPath, cacheDirectory);
    return aclImdbArchive(await cachedDownload(imdbDownload, { ...downloading, cacheDirectory }), nameOrPath);
  }
  const read = (path: string): Promise<Uint8Array> => readBytes(path, { expected: whatItMayBe, signal });
  const readTable = async (path: string): Promise<LabelledText[]> => tableTexts(await read(path), path, columns);
  const names = await readdir(nameOrPath).catch(() => undefined);
  if (names !== undefined) return readLabelledFolder(nameOrPath, { names, read, readTable });
  if (/\.t(?:ar\.)?gz$/.test(nameOrPath)) return aclImdbArchive(await read(nameOrPath), nameOrPath);
  return { training: await readTable(nameOrPath), validation: [], test: [] };
}

function tableTexts(bytes: Uint8Array, source: string, columns: LabelledColumns): LabelledText[] {
  const text = decodeText(bytes, { source });
  if (extname(source) !== '.csv') return parseLabelledTexts(text, { source, columns });
  return labelledTextsOf(csvRows(text, source), { source, columns });
}

const whatItMayBe = `${labelledCorpusNames.join(', ')}, or the path of labelled texts`;
