import type { BackendChoice } from '@refrain/backend';
import { Option } from 'commander';
import * as values from './option-values.js';

const backends = ['tensorflow-gpu', 'refrain', 'tensorflow', 'cpu'] as const satisfies readonly BackendChoice[];

/** The option `--backend`, which every command that runs a model has. */
export function backendOption(): Option {
  const description = `what computes: ${backends.join(', ')} (default: the first of them that runs here, or REFRAIN_BACKEND)`;
  return new Option('--backend <name>', description).argParser(values.choice('--backend', backends));
}
