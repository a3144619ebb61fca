import { scratchFolder, testResuming } from '@refrain/app-kit/testing';
import { app } from './testing/command.js';
import { pairs, tiny } from './testing/tiny-run.js';

testResuming(app, {
  folder: scratchFolder({ 'pairs.tsv': pairs }),
  // Validations, samples, checkpoints and epochs end on different steps.
  settings: [
    ...[...tiny, '--dropout', '0.2', '--steps', '40'],
    ...['--validate-every', '13', '--sample-every', '9', '--checkpoint-every', '7'],
  ],
  constantRate: ['--preset', 'geron', ...tiny, '--validate-every', '10', '--checkpoint-every', '7'],
  calls: { from: 30, count: 100 },
  interruptAt: '── step 9',
});
