import { fileStore } from '@refrain/core/node';
import { latestCheckpoint } from '@refrain/training';
import { CommandError } from '../command-line/errors.js';
import { commandLine } from '../command-line/invocation.js';

/** The error for a training whose backend ran out of memory: what happened, what is saved, and the ways out. */
export async function outOfMemoryError(
  error: unknown,
  { directory, steps }: { readonly directory: string; readonly steps: number },
): Promise<CommandError> {
  const text = error instanceof Error ? error.message : String(error);
  const saved = await latestCheckpoint(fileStore(directory));
  const resume = ['train', '--run', directory, '--resume'];
  // The limit of WebAssembly and of JavaScript's arrays is another one's than the machine's, and stays what it is.
  const own = /WebAssembly|Array buffer|typed array/.test(text);
  const ways = own
    ? ['To go on all the same:', `  ${commandLine(...resume)}`]
    : [
        'To go on when other programs have freed memory, or without TensorFlow:',
        `  ${commandLine(...resume)}`,
        `  ${commandLine(...resume, '--backend', 'refrain')}`,
      ];
  return new CommandError(
    [
      `the memory ran out: ${reason(text)}.`,
      saved === undefined ? 'No step was saved before.' : `What was trained is saved behind step ${saved} of ${steps}.`,
      'A new run takes less with a smaller --batch or shorter sequences (--length or --max-length).',
      ...ways,
    ].join('\n'),
  );
}

/** The part that says something: which tensor it was, or the first line. */
function reason(text: string): string {
  const tensor = /OOM when allocating tensor with shape\[[\d,]*\]/.exec(text)?.[0];
  return (
    tensor ??
    text
      .replace(/^Invalid TF_Status: \d+\nMessage: /, '')
      .split('\n')[0]!
      .replace(/\.$/, '')
  );
}
