import { Command, Option } from 'commander';
import { backendOption } from './backend-option.js';
import pc from 'picocolors';
import { UsageError } from './errors.js';
import { invocation } from './invocation.js';
import * as values from './option-values.js';
import type { EvaluateOptions, ReportOptions, SampleOptions } from './command-options.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';
import { didYouMean } from './suggest.js';
import { addTrain, presetLines } from './train-command.js';

/** The four commands and the main job, given to {@link commandLineProgram} so that each is loaded only when it runs. */
export interface Actions {
  /** No command: trains the default preset on the embedded default, or goes on where that was interrupted. */
  main(): Promise<void>;
  train(options: TrainOptions): Promise<void>;
  sample(options: SampleOptions): Promise<void>;
  evaluate(options: EvaluateOptions): Promise<void>;
  report(options: ReportOptions): Promise<void>;
}

/** Describes the command line: names, defaults, help. What an option's text means is in option-values.ts. */
export function commandLineProgram(actions: Actions): Command {
  const program = new Command(invocation());
  program
    .description(
      'Trains a recurrent network on Shakespeare, by characters or by larger tokens, and samples from it.\n' +
        `Without a command: trains the preset ${defaultPreset} on the ${defaultCorpus}, then shows what it learned.`,
    )
    .option('--debug', 'show stack traces')
    .showSuggestionAfterError()
    .showHelpAfterError('Give --help to see what there is.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, pc.red('error:'))) })
    .allowExcessArguments()
    .configureHelp({ sortSubcommands: false })
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nPresets (train --preset):\n${presetLines()}\n\nExit codes: 0 done, 1 failed, 2 wrong command line, 130 interrupted.`,
    )
    .action(() => {
      assertNoWord(program);
      return actions.main();
    });
  addTrain(program, (options) => actions.train(options));
  addSample(program, actions);
  addEvaluate(program, actions);
  addReport(program, actions);
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

function addSample(program: Command, actions: Actions): void {
  program
    .command('sample')
    .description('write text with a trained model')
    .addOption(runOption())
    .option(
      '--prompt <text>',
      "what the text begins with (default: the run's prompt)",
      values.nonEmptyText('--prompt', 'Give at least one character, or leave the option out.'),
    )
    .option(
      '--replace-unknown',
      'map characters of the prompt that the model does not know to the nearest known ones; read unknown words as such',
    )
    .option(
      '--length <tokens>',
      "tokens to write, of the run's tokenizer: characters, words or parts of words (default: 500)",
      values.wholeNumber('--length'),
    )
    .option(
      '--stop <text>',
      'end before this text appears',
      values.nonEmptyText('--stop', 'Give at least one character, or leave the option out.'),
    )
    .option(
      '--temperature <number>',
      'below 1 safer, above 1 wilder (default: 0.8)',
      values.positiveNumber('--temperature', 'For the most probable text give --greedy.'),
    )
    .option('--top-k <count>', 'draw from the count most probable tokens', values.wholeNumber('--top-k'))
    .option(
      '--top-p <share>',
      'draw from the most probable tokens that together reach the share',
      values.probability('--top-p'),
    )
    .option(
      '--min-p <share>',
      "draw from tokens of at least that share of the best one's probability",
      values.probability('--min-p'),
    )
    .option(
      '--typical-p <share>',
      'draw from the tokens of most typical surprise that together reach the share',
      values.probability('--typical-p'),
    )
    .option(
      '--repetition-penalty <factor>',
      'above 1 makes tokens already written less probable',
      values.positiveNumber('--repetition-penalty', '1 turns it off.'),
    )
    .option('--greedy', 'always take the most probable token')
    .option(
      '--seed <number>',
      'the same seed gives the same text (default: 42)',
      values.wholeNumber('--seed', { minimum: 0 }),
    )
    .option('--count <number>', 'texts to write (default: 1)', values.wholeNumber('--count'))
    .addOption(backendOption())
    .action((options: SampleOptions) => actions.sample(options));
}

function addEvaluate(program: Command, actions: Actions): void {
  program
    .command('evaluate')
    .description('measure a trained model: nats a token, bits a character, perplexity, accuracy')
    .addOption(runOption())
    .option(
      '--corpus <name|path>',
      "another text, whole (default: the validation part of the run's own)",
      values.nonEmptyText('--corpus', 'Give sonnets, tinyshakespeare or a path.'),
    )
    .option(
      '--part <name>',
      'part of the text, as the run splits it: train, validation, test or whole',
      values.choice('--part', ['train', 'validation', 'test', 'whole']),
    )
    .option('--replace-unknown', 'read characters that the model does not know as the nearest known ones')
    .addOption(backendOption())
    .action((options: EvaluateOptions) => actions.evaluate(options));
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write one self-contained HTML file: curves, samples over time, hyper-parameters')
    .addOption(runOption())
    .option(
      '--output <file>',
      'the file to write (default: report.html in the run folder)',
      values.nonEmptyText('--output', 'Give a file name.'),
    )
    .action((options: ReportOptions) => actions.report(options));
}

/** The option `--run` of every command that reads a run. */
function runOption(): Option {
  const parse = values.nonEmptyText('--run', 'Give the folder of a run.');
  return new Option('--run <folder>', 'the run folder').argParser(parse).makeOptionMandatory();
}
