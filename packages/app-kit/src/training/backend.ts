import { pickBackend } from '@refrain/backend';
import type { BackendChoice } from '@refrain/backend';
import { InvalidArgumentError } from '@refrain/core';
import pc from 'picocolors';
import { CommandError } from '../command-line/errors.js';

/** The TensorFlow.js backend in use. */
export interface ChosenBackend {
  readonly backend: BackendChoice;
  /** Why this one, in a few words. */
  readonly reason: string;
}

/**
 * Makes a backend the one in use.
 *
 * @param wanted the one to use; undefined leaves the choice to `pickBackend`
 * @throws CommandError if the backend can't run here
 */
export async function useBackend(wanted: BackendChoice | undefined): Promise<ChosenBackend> {
  try {
    const { backend, warnings, skipped } = await pickBackend(wanted === undefined ? {} : { backend: wanted });
    const reason = skipped
      .filter(({ tried }) => tried)
      .map(({ backend: better, reason }) => `no ${better}: ${reason.replace(/\.$/, '')}`)
      .join('; ');
    for (const warning of warnings) process.stderr.write(`${pc.yellow('warning:')} ${warning}\n`);
    return { backend, reason: reason || 'as asked for' };
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) throw error;
    const reason = (error as Error).message.replace(' Leave the choice to pickBackend().', '');
    const remedy =
      wanted === undefined
        ? 'Name another one in REFRAIN_BACKEND, or remove the variable.'
        : 'Give another one with --backend, or leave the option out.';
    throw new CommandError(`${reason} ${remedy}`);
  }
}

/** Says so where a run goes on with another backend than it was begun with. */
export function noteOtherBackend(begun: BackendChoice, { backend }: ChosenBackend): void {
  if (backend === begun) return;
  const note = `the run was begun on the backend ${begun}; on ${backend} it won't end with the same bytes`;
  process.stdout.write(`${pc.yellow('note:')} ${note}\n`);
}
