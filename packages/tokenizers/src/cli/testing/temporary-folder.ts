import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A few lines, enough to train small tokenizers on. */
export const poem = 'To be, or not to be, that is the question:\nWhether tis nobler in the mind to suffer\n'.repeat(12);

/** A folder with the poem in `poem.txt`, for the tests of one file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-tokenizers-'));
  writeFileSync(join(folder, 'poem.txt'), poem);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
