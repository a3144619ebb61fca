import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below `folder` by its path there, as the text of its bytes, so that a test shows where two folders differ. */
export function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path).toString('latin1')]),
  );
}
