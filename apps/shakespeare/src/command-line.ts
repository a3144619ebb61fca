import { Command, Option } from 'commander';
import { invocation } from './invocation.js';
import * as values from './option-values.js';
import { preset, presetNames } from './presets.js';
import type { EvaluateOptions, ReportOptions, SampleOptions } from './command-options.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';

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
      'Trains a character RNN on Shakespeare and samples from it.\n' +
        `Without a command: trains the preset ${defaultPreset} on the ${defaultCorpus}, then shows what it learned.`,
    )
    .option('--debug', 'show stack traces')
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false })
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nPresets (train --preset):\n${presetLines()}\n\nExit codes: 0 done, 1 failed, 2 wrong command line, 130 interrupted.`,
    )
    .action(() => actions.main());
  addTrain(program, actions);
  addSample(program, actions);
  addEvaluate(program, actions);
  addReport(program, actions);
  for (const command of program.commands) command.option('--debug', 'show stack traces');
  return program;
}

function addTrain(program: Command, actions: Actions): void {
  program
    .command('train')
    .description('train a model and keep it, with all that is needed to go on, in a run folder')
    .option(
      '--corpus <name|path>',
      `sonnets, tinyshakespeare, or the path of a text file (default: ${defaultCorpus})`,
      values.nonEmptyText('--corpus', 'Give sonnets, tinyshakespeare or a path.'),
    )
    .option(
      '--preset <name>',
      `where all numbers start from (default: ${defaultPreset})`,
      values.choice('--preset', presetNames),
    )
    .option('--cell <kind>', 'gru, lstm or rnn', values.choice('--cell', ['gru', 'lstm', 'rnn']))
    .option('--units <list>', 'units of each layer, such as 128,128', values.unitsList('--units'))
    .option('--embedding <width>', 'width of the embedding, or one-hot', values.embeddingWidth('--embedding'))
    .option('--dropout <rate>', "share of each layer's inputs left out in training", values.rate('--dropout'))
    .option('--length <characters>', 'characters a window', values.wholeNumber('--length'))
    .option('--batch <windows>', 'windows a batch', values.wholeNumber('--batch'))
    .option('--stateful', 'carry the state from window to window through the text')
    .option('--no-stateful', 'shuffle the windows instead')
    .option('--lowercase', 'lower-case the text first')
    .option('--no-lowercase', 'keep capitals')
    .option(
      '--optimizer <name>',
      'nadam, adam, adamw, rmsprop or sgd',
      values.choice('--optimizer', ['nadam', 'adam', 'adamw', 'rmsprop', 'sgd']),
    )
    .option('--learning-rate <rate>', 'size of the steps', values.positiveNumber('--learning-rate'))
    .option('--clip-norm <norm>', 'largest norm of all gradients together', values.positiveNumber('--clip-norm'))
    .option('--steps <number>', 'train for so many batches', values.wholeNumber('--steps'))
    .option('--epochs <number>', 'train for so many passes over the text', values.wholeNumber('--epochs'))
    .option('--seed <number>', 'where all chance comes from', values.wholeNumber('--seed', { minimum: 0 }))
    .option(
      '--run <folder>',
      'the run folder (default: runs/<corpus>-<preset>)',
      values.nonEmptyText('--run', 'Give a folder, or leave the option out.'),
    )
    .option('--resume', 'go on with the run in the folder where it stopped')
    .option(
      '--prompt <text>',
      'what the samples during the training begin with',
      values.nonEmptyText('--prompt', 'Give at least one character, or leave the option out.'),
    )
    .option('--replace-unknown', 'map characters of the prompt that are not in the text to the nearest known ones')
    .option('--validate-every <steps>', 'steps between validations', values.wholeNumber('--validate-every'))
    .option('--sample-every <steps>', 'steps between samples', values.wholeNumber('--sample-every'))
    .option('--checkpoint-every <steps>', 'steps between checkpoints', values.wholeNumber('--checkpoint-every'))
    .addOption(backendOption())
    .addHelpText('after', `\nPresets:\n${presetLines()}`)
    .action((options: TrainOptions) => actions.train(options));
}

function addSample(program: Command, actions: Actions): void {
  program
    .command('sample')
    .description('write text with a trained model')
    .requiredOption('--run <folder>', 'the run folder', values.nonEmptyText('--run', 'Give the folder of a run.'))
    .option(
      '--prompt <text>',
      "what the text begins with (default: the run's prompt)",
      values.nonEmptyText('--prompt', 'Give at least one character, or leave the option out.'),
    )
    .option('--replace-unknown', 'map characters of the prompt that the model does not know to the nearest known ones')
    .option('--length <characters>', 'characters to write (default: 500)', values.wholeNumber('--length'))
    .option(
      '--temperature <number>',
      'below 1 safer, above 1 wilder (default: 0.8)',
      values.positiveNumber('--temperature', 'For the most probable text give --greedy.'),
    )
    .option('--top-k <count>', 'draw from the count most probable characters', values.wholeNumber('--top-k'))
    .option(
      '--top-p <share>',
      'draw from the most probable characters that together reach the share',
      values.probability('--top-p'),
    )
    .option(
      '--min-p <share>',
      "draw from characters of at least that share of the best one's probability",
      values.probability('--min-p'),
    )
    .option(
      '--typical-p <share>',
      'draw from the characters of most typical surprise that together reach the share',
      values.probability('--typical-p'),
    )
    .option(
      '--repetition-penalty <factor>',
      'above 1 makes characters already written less probable',
      values.positiveNumber('--repetition-penalty', '1 turns it off.'),
    )
    .option('--greedy', 'always take the most probable character')
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
    .description('measure a trained model: nats and bits a character, perplexity, accuracy')
    .requiredOption('--run <folder>', 'the run folder', values.nonEmptyText('--run', 'Give the folder of a run.'))
    .option(
      '--corpus <name|path>',
      "another text, read whole (default: the validation part of the run's own)",
      values.nonEmptyText('--corpus', 'Give sonnets, tinyshakespeare or a path.'),
    )
    .option(
      '--part <name>',
      "part of the run's own text: train, validation or test",
      values.choice('--part', ['train', 'validation', 'test', 'whole']),
    )
    .addOption(backendOption())
    .action((options: EvaluateOptions) => actions.evaluate(options));
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write one self-contained HTML file: curves, samples over time, hyper-parameters')
    .requiredOption('--run <folder>', 'the run folder', values.nonEmptyText('--run', 'Give the folder of a run.'))
    .option(
      '--output <file>',
      'the file to write (default: report.html in the run folder)',
      values.nonEmptyText('--output', 'Give a file name.'),
    )
    .action((options: ReportOptions) => actions.report(options));
}

function backendOption(): Option {
  return new Option(
    '--backend <name>',
    'TensorFlow.js backend (default: the best at hand, or REFRAIN_BACKEND)',
  ).argParser(values.nonEmptyText('--backend', 'Give a name such as refrain or cpu.'));
}

function presetLines(): string {
  const width = Math.max(...presetNames.map((name) => name.length));
  return presetNames.map((name) => `  ${name.padEnd(width)}  ${preset(name).summary}`).join('\n');
}
