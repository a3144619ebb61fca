import { backendOption, choice, newProgram, nonEmptyText } from '@refrain/app-kit';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { ClassifyOptions, EvaluateOptions, ReportOptions } from './command-options.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';
import { addTrain, presetLines } from './train-command.js';

/** The commands and the main job, given to {@link commandLineProgram} so that each is loaded only when it runs. */
export interface Actions {
  /** No command: trains the default preset on the default corpus, or goes on where that was interrupted. */
  main(): Promise<void>;
  train(options: TrainOptions): Promise<void>;
  classify(texts: readonly string[], options: ClassifyOptions): Promise<void>;
  evaluate(options: EvaluateOptions): Promise<void>;
  report(options: ReportOptions): Promise<void>;
}

/** Describes the command line: names, defaults, help. */
export function commandLineProgram(actions: Actions): Command {
  const description =
    'Trains a classifier of opinions into positive and negative, measures it, and classifies texts.\n' +
    `Without a command: trains the preset ${defaultPreset} on the ${defaultCorpus}, then classifies sentences that it hasn't seen.`;
  return newProgram({ description, presets: presetLines(), main: () => actions.main() }, (program) => {
    addTrain(program, (options) => actions.train(options));
    addClassify(program, actions);
    addEvaluate(program, actions);
    addReport(program, actions);
  });
}

function addClassify(program: Command, actions: Actions): void {
  program
    .command('classify')
    .description('classify texts: those given, the lines of a file, or else the lines of standard input')
    .argument('[texts...]', 'texts, each in quotes')
    .addOption(runOption())
    .option(
      '--file <path>',
      'classify the lines of this file, one text each',
      nonEmptyText('--file', 'Give a file name.'),
    )
    .option('--show <what>', 'words: what the model thinks behind each word', choice('--show', ['words']))
    .addOption(backendOption())
    .action((texts: string[], options: ClassifyOptions) => actions.classify(texts, options));
}

function addEvaluate(program: Command, actions: Actions): void {
  program
    .command('evaluate')
    .description('measure a model on texts it was not trained on: accuracy, precision, recall, F1, AUC, loss')
    .addOption(runOption())
    .option('--part <name>', 'validation or test (default: test)', choice('--part', ['validation', 'test']))
    .option(
      '--output <file>',
      'where the errors are written (default: <part>-errors.tsv in the run folder)',
      nonEmptyText('--output', 'Give a file name.'),
    )
    .addOption(backendOption())
    .action((options: EvaluateOptions) => actions.evaluate(options));
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write one self-contained HTML file: curves, words in a plane, texts word by word, hyper-parameters')
    .addOption(runOption())
    .option(
      '--output <file>',
      'the file to write (default: report.html in the run folder)',
      nonEmptyText('--output', 'Give a file name.'),
    )
    .action((options: ReportOptions) => actions.report(options));
}

/** The option `--run` of every command that reads a run. */
function runOption(): Option {
  const parse = nonEmptyText('--run', 'Give the folder of a run.');
  return new Option('--run <folder>', 'the run folder').argParser(parse).makeOptionMandatory();
}
