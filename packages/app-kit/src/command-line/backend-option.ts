import type { BackendChoice } from '@refrain/backend';
import { Option } from 'commander';
import * as values from './option-values.js';

/** The backends, the best first. */
export const backendNames = [
  'tensorflow-gpu',
  'refrain',
  'tensorflow',
  'cpu',
] as const satisfies readonly BackendChoice[];

/** The option `--backend`, which every command that runs a model has. */
export function backendOption(): Option {
  const description = `what computes: ${backendNames.join(', ')} (default: the first of them that runs here, or REFRAIN_BACKEND)`;
  return new Option('--backend <name>', description).argParser(values.choice('--backend', backendNames));
}
