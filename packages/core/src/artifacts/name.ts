import { refuse } from '../assert.js';

/** Refuses names that could leave their store: absolute ones, `..`, empty parts, backslashes and NUL. */
export function assertArtifactName(name: string): void {
  const parts = name.split('/');
  const safe = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\\0:]/.test(name);
  if (!safe) refuse('name', name, { expected: "a relative path of plain names separated by '/'" });
}
