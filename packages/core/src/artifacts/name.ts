import { refuse } from '../assert.js';

/** How the names begin that stores keep for themselves. */
export const reservedPrefix = '.refrain-';

/** Refuses names that could leave their store: absolute ones, `..`, empty parts, backslashes, colons, NUL; and reserved ones. */
export function assertArtifactName(name: string): void {
  const parts = typeof name === 'string' ? name.split('/') : [''];
  const plain = (part: string): boolean => !['', '.', '..'].includes(part) && !part.startsWith(reservedPrefix);
  if (parts.every(plain) && !/[\\\0:]/.test(name)) return;
  refuse('name', name, {
    expected: `a relative path of plain names separated by '/', none beginning with ${reservedPrefix}`,
  });
}

/** Refuses what is not a Uint8Array; one of another realm (a worker's, a test's) is one. */
export function assertBytes(name: string, bytes: Uint8Array): void {
  if (Object.prototype.toString.call(bytes) === '[object Uint8Array]') return;
  refuse(`the bytes of ${name}`, bytes, { expected: 'a Uint8Array' });
}

/** Refuses a folder's artifacts by their names and bytes. */
export function assertArtifacts(artifacts: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of artifacts) {
    assertArtifactName(name);
    assertBytes(name, bytes);
  }
}
