import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStore } from '@refrain/core/node';
import { CommandError } from '../command-line/errors.js';
import { commandLine } from '../command-line/invocation.js';
import { runInterruptibly } from './run-interruptibly.js';

const tensorflow =
  'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[32,100,4096] and type float on ' +
  '/job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc';

describe('runInterruptibly', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'refrain-run-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const fail = (error: Error): Promise<unknown> =>
    runInterruptibly({ directory, steps: 500, print: () => undefined }, () => Promise.reject(error));
  const resume = (...more: string[]): string => `  ${commandLine('train', '--run', directory, '--resume', ...more)}`;
  const less = 'A new run takes less with a smaller --batch or shorter sequences (--length or --max-length).';

  it('says what is saved and how to go on where a GPU ran out of memory', async () => {
    await fileStore(directory).commit('checkpoints/step-000036', new Map([['state.json', new Uint8Array(1)]]));
    await expect(fail(new Error(tensorflow))).rejects.toThrow(
      new CommandError(
        [
          'the memory ran out: OOM when allocating tensor with shape[32,100,4096].',
          'What was trained is saved behind step 36 of 500.',
          less,
          'To go on when other programs have freed memory, or without TensorFlow:',
          resume(),
          resume('--backend', 'refrain'),
        ].join('\n'),
      ),
    );
  });

  it.each([
    [
      'Invalid TF_Status: 8\nMessage: Resource exhausted: failed to allocate memory',
      'Resource exhausted: failed to allocate memory',
    ],
    [
      'RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes.',
      'RESOURCE_EXHAUSTED: Out of memory while trying to allocate 8589934592 bytes',
    ],
  ])('reads %j, before anything was saved', async (message, reason) => {
    await expect(fail(new Error(message))).rejects.toThrow(
      new CommandError(
        [
          `the memory ran out: ${reason}.`,
          'No step was saved before.',
          less,
          'To go on when other programs have freed memory, or without TensorFlow:',
          resume(),
          resume('--backend', 'refrain'),
        ].join('\n'),
      ),
    );
  });

  it('does not send away from the backend refrain to itself', async () => {
    const message = "The WebAssembly memory must hold 4294967360 bytes and can't grow beyond 4294967296; 4 are in use.";
    await expect(fail(new RangeError(message))).rejects.toThrow(
      new CommandError(
        [`the memory ran out: ${message}`, 'No step was saved before.', less, 'To go on all the same:', resume()].join(
          '\n',
        ),
      ),
    );
  });

  it('hands on every other error', async () => {
    const error = new Error('Boom');
    await expect(fail(error)).rejects.toBe(error);
  });
});
