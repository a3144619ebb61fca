import { nodeModule } from '../runtime/thread-count.js';

/** The functions of Node's `util` that tfjs-node 4.22 calls, and that Node 23 removed. */
const removed = {
  isArray: (value: unknown): boolean => Array.isArray(value),
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
};

/** Puts back what tfjs-node misses in Node 23 and newer; touches nothing that is there. */
export function restoreUtilFunctions(): void {
  const util = nodeModule<Record<string, unknown>>('node:util');
  if (!util) return;
  for (const [name, restored] of Object.entries(removed)) {
    if (util[name] === undefined) util[name] = restored;
  }
}
