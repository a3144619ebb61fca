import { Option } from 'commander';
import * as values from './option-values.js';

/** The option `--backend`, which every command that runs a model has. */
export function backendOption(): Option {
  return new Option(
    '--backend <name>',
    'TensorFlow.js backend (default: the best at hand, or REFRAIN_BACKEND)',
  ).argParser(values.nonEmptyText('--backend', 'Give a name such as refrain or cpu.'));
}
