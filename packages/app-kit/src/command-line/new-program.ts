import { Command } from 'commander';
import pc from 'picocolors';
import { UsageError } from './errors.js';
import { invocation } from './invocation.js';
import { didYouMean } from './suggest.js';

/** What a program is, beside its commands. */
export interface ProgramDescription {
  /** What it does, with a command and without one. */
  readonly description: string;
  /** The presets, a line each. */
  readonly presets: string;
  /** What happens without a command. */
  main(): Promise<void>;
}

/**
 * A program whose commands are added by `add`; each of them, and the program itself, takes `--debug`. A word that is no
 * command is refused with the nearest one.
 */
export function newProgram(
  { description, presets, main }: ProgramDescription,
  add: (program: Command) => void,
): Command {
  const program = new Command(invocation());
  program
    .description(description)
    .option('--debug', 'show stack traces')
    .showSuggestionAfterError()
    .showHelpAfterError('Give --help to see what there is.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, pc.red('error:'))) })
    .allowExcessArguments()
    .configureHelp({ sortSubcommands: false })
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nPresets (train --preset):\n${presets}\n\nExit codes: 0 done, 1 failed, 2 wrong command line, 130 interrupted.`,
    )
    .action(() => {
      assertNoWord(program);
      return main();
    });
  add(program);
  for (const command of program.commands) command.option('--debug', 'show stack traces');
  return program;
}

/** What stands in a command's place without being one was meant as one. */
function assertNoWord(program: Command): void {
  const [word] = program.args;
  if (word === undefined) return;
  const names = program.commands.map((command) => command.name());
  throw new UsageError(
    `a command must be one of ${names.join(', ')}; received ${JSON.stringify(word)}.${didYouMean(word, names)}`,
  );
}
