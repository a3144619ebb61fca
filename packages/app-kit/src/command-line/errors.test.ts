import { stripVTControlCharacters } from 'node:util';
import { ArtifactError, InvalidArgumentError } from '@refrain/core';
import { CommandError, presentError, UsageError } from './errors.js';

function present(error: unknown, debug = false): { text: string; exitCode: number } {
  const { text, exitCode } = presentError(error, { debug });
  return { text: stripVTControlCharacters(text), exitCode };
}

describe('presentError', () => {
  it('gives a wrong command line the exit code 2', () => {
    expect(present(new UsageError('--steps must be 1.'))).toEqual({ text: 'error: --steps must be 1.\n', exitCode: 2 });
  });

  it.each([
    new CommandError('no such text'),
    new ArtifactError({ artifact: 'a', message: 'no such text' }),
    new InvalidArgumentError({ argument: 'a', value: 1, message: 'no such text' }),
  ])('gives %s the exit code 1 and one line', (error) => {
    expect(present(error)).toEqual({ text: 'error: no such text\n', exitCode: 1 });
  });

  it('explains a full disk', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    expect(present(error).text).toBe(
      'error: the system refused to write a file: the disk is full. Free some space, and run the command again.\n',
    );
  });

  it('points to --debug for an error that nobody foresaw', () => {
    expect(present(new TypeError('x is not a function')).text).toBe(
      'error: x is not a function\nGive --debug to see where it happened.\n',
    );
  });

  it('shows the stack with --debug only', () => {
    expect(present(new CommandError('no')).text).not.toContain('errors.test');
    expect(present(new CommandError('no'), true).text).toContain('errors.test');
  });
});
