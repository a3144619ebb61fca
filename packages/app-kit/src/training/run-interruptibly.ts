import { isOutOfMemory } from '@refrain/training';
import type { History } from '@refrain/training';
import pc from 'picocolors';
import { commandLine } from '../command-line/invocation.js';
import { divergedError } from './checkpoints.js';
import { watchInterruption } from './interruption.js';
import { outOfMemoryError } from './out-of-memory.js';

/** What {@link runInterruptibly} needs to say how a training ended. */
export interface InterruptibleRun {
  readonly directory: string;
  /** Steps of the whole run. */
  readonly steps: number;
  /** Writes a line while the training runs. */
  print(text: string): void;
}

/**
 * Trains to the end, or to Ctrl-C, which saves and says how to go on.
 *
 * @param training gives the training's history, and whatever else its caller wants back
 * @returns undefined where it was interrupted; the exit code is set
 * @throws CommandError if a callback stopped the training, or memory ran out
 */
export async function runInterruptibly<Trained extends { readonly history: History }>(
  { directory, steps, print }: InterruptibleRun,
  training: (signal: AbortSignal) => Promise<Trained>,
): Promise<Trained | undefined> {
  const interruption = watchInterruption(() => print('Ending the step and saving; Ctrl-C again quits at once.'));
  const trained = await training(interruption.signal)
    .catch(async (error: unknown) => {
      throw isOutOfMemory(error) ? await outOfMemoryError(error, { directory, steps }) : error;
    })
    .finally(() => interruption.release());
  const { outcome, reason, step } = trained.history;
  if (outcome === 'stopped') throw divergedError(reason!, directory);
  if (outcome !== 'aborted') return trained;
  process.stdout.write(`Stopped and saved behind step ${step} of ${steps}. To go on:\n`);
  process.stdout.write(`  ${pc.cyan(commandLine('train', '--run', directory, '--resume'))}\n`);
  process.exitCode = interruption.exitCode;
  return undefined;
}
