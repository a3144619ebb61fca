import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText } from '../decode-text.js';
import { aclImdbFile, aclImdbParts } from './acl-imdb.js';
import type { AclImdbReview } from './acl-imdb.js';
import type { LabelledParts } from './labelled-parts.js';
import { checked, refused } from './labelled-rows.js';
import type { Label, LabelledText } from './labelled-text.js';
import { linesOf } from './parse-labelled-texts.js';

/** What a folder holds, and how to read it. */
export interface Folder {
  readonly names: readonly string[];
  read(path: string): Promise<Uint8Array>;
  readTable(path: string): Promise<LabelledText[]>;
}

/** The labelled texts of a folder in one of the forms that `readLabelledTexts` lists. */
export async function readLabelledFolder(path: string, folder: Folder): Promise<LabelledParts> {
  const { names } = folder;
  if (['rt-polarity.pos', 'rt-polarity.neg'].every((name) => names.includes(name))) return readPolarity(path, folder);
  if (tableOf(names, ['train']) !== undefined) return readTables(path, folder);
  if (names.includes('train')) return readReviews(path, folder);
  throw refused(
    path,
    'is a folder without train.tsv, train.csv, rt-polarity.pos or train',
    'Give the path of one of those, or of a file.',
  );
}

/** Sentences, a line each, of both labels in turn, so that the beginning is a fair sample of the whole. */
async function readPolarity(path: string, { read }: Folder): Promise<LabelledParts> {
  const linesOfLabel = async (name: string, label: Label): Promise<LabelledText[]> => {
    const source = join(path, name);
    const lines = linesOf(decodeText(await read(source), { source }));
    if (lines.at(-1) === '') lines.pop();
    return lines.map((text, index) => checked(text, { label, source, line: index + 1 }));
  };
  const negative = await linesOfLabel('rt-polarity.neg', 0);
  const positive = await linesOfLabel('rt-polarity.pos', 1);
  const training = Array.from({ length: Math.max(negative.length, positive.length) }, (_, index) =>
    [negative[index], positive[index]].filter((text) => text !== undefined),
  );
  return { training: training.flat(), validation: [], test: [] };
}

/** Tables, a file each part. */
async function readTables(path: string, { names, readTable }: Folder): Promise<LabelledParts> {
  const part = async (...stems: string[]): Promise<LabelledText[]> => {
    const name = tableOf(names, stems);
    return name === undefined ? [] : readTable(join(path, name));
  };
  return { training: await part('train'), validation: await part('dev', 'validation'), test: await part('test') };
}

function tableOf(names: readonly string[], stems: readonly string[]): string | undefined {
  return stems.flatMap((stem) => [`${stem}.tsv`, `${stem}.csv`]).find((name) => names.includes(name));
}

/** Reviews, a file each, some at a time: a folder may have more files than a process may open. */
async function readReviews(path: string, { read }: Folder): Promise<LabelledParts> {
  const found = ['train', 'test'].flatMap((part) => ['neg', 'pos'].map((label) => join(path, part, label)));
  const listed = await Promise.all(
    found.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  const files = listed.flat().filter((name) => aclImdbFile(portable(name)) !== undefined);
  const reviews: AclImdbReview[] = [];
  for (let start = 0; start < files.length; start += 64) {
    const some = files.slice(start, start + 64).map(async (name) => {
      return { ...aclImdbFile(portable(name))!, name, bytes: await read(name) };
    });
    reviews.push(...(await Promise.all(some)));
  }
  return aclImdbParts(reviews, path);
}

/** The path with the separators of archives. */
function portable(path: string): string {
  return path.replaceAll('\\', '/');
}
