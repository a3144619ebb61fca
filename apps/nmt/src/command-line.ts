import { backendOption, choice, newProgram, nonEmptyText, notNegativeNumber, wholeNumber } from '@refrain/app-kit';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { EvaluateOptions, ReportOptions, TranslateOptions } from './command-options.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';
import { addTrain, presetLines } from './train-command.js';

/** The commands and the main job, given to {@link commandLineProgram} so that each is loaded only when it runs. */
export interface Actions {
  /** No command: trains the default preset on the default corpus, or goes on where that was interrupted. */
  main(): Promise<void>;
  train(options: TrainOptions): Promise<void>;
  translate(sentences: readonly string[], options: TranslateOptions): Promise<void>;
  evaluate(options: EvaluateOptions): Promise<void>;
  report(options: ReportOptions): Promise<void>;
}

/** Describes the command line: names, defaults, help. */
export function commandLineProgram(actions: Actions): Command {
  const description =
    'Trains a translator from English to Spanish, translates with beam search, and measures BLEU and chrF.\n' +
    `Without a command: trains the preset ${defaultPreset} on the ${defaultCorpus}, then translates sentences that it hasn't seen.`;
  return newProgram({ description, presets: presetLines(), main: () => actions.main() }, (program) => {
    addTrain(program, (options) => actions.train(options));
    addTranslate(program, actions);
    addEvaluate(program, actions);
    addReport(program, actions);
  });
}

function addTranslate(program: Command, actions: Actions): void {
  const command = program
    .command('translate')
    .description('translate sentences: those given, the lines of a file, or else the lines of standard input')
    .argument('[sentences...]', 'sentences, each in quotes')
    .addOption(runOption())
    .option(
      '--file <path>',
      'translate the lines of this file, one sentence each',
      nonEmptyText('--file', 'Give a file name.'),
    )
    .option('--n-best <count>', 'translations a sentence, at most --beam (default: 1)', wholeNumber('--n-best'))
    .option(
      '--show <what>',
      'attention: where the model looked; beam: what the search followed',
      choice('--show', ['attention', 'beam']),
    )
    .action((sentences: string[], options: TranslateOptions) => actions.translate(sentences, options));
  addSearch(command);
}

function addEvaluate(program: Command, actions: Actions): void {
  const command = program
    .command('evaluate')
    .description('measure a model on sentences it was not trained on: BLEU, chrF, token accuracy, perplexity')
    .addOption(runOption())
    .option('--part <name>', 'validation or test (default: test)', choice('--part', ['validation', 'test']))
    .option(
      '--output <file>',
      'where the translations are written (default: <part>-translations.tsv in the run folder)',
      nonEmptyText('--output', 'Give a file name.'),
    )
    .option(
      '--compare-beam <width>',
      'compare with this beam width, by paired bootstrap',
      wholeNumber('--compare-beam', { remedy: 'With 1 the search is greedy.' }),
    )
    .option(
      '--compare-run <folder>',
      'compare with the model of another run, by paired bootstrap',
      nonEmptyText('--compare-run', 'Give the folder of a run.'),
    )
    .action((options: EvaluateOptions) => actions.evaluate(options));
  addSearch(command);
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write one self-contained HTML file: curves, samples over time, attention, a search, hyper-parameters')
    .addOption(runOption())
    .option(
      '--output <file>',
      'the file to write (default: report.html in the run folder)',
      nonEmptyText('--output', 'Give a file name.'),
    )
    .action((options: ReportOptions) => actions.report(options));
}

function addSearch(command: Command): void {
  command
    .option(
      '--beam <width>',
      'beginnings followed at a time; 1 is greedy (default: 4)',
      wholeNumber('--beam', { remedy: 'With 1 the search is greedy.' }),
    )
    .option(
      '--length-penalty <alpha>',
      "exponent of GNMT's length penalty; 0 favours short sentences (default: 0.6)",
      notNegativeNumber('--length-penalty'),
    )
    .option(
      '--coverage-penalty <weight>',
      "weight of GNMT's penalty for source words that were not looked at (default: 0)",
      notNegativeNumber('--coverage-penalty'),
    )
    .option('--min-length <tokens>', 'fewest tokens of a translation', wholeNumber('--min-length'))
    .addOption(noRepeatNgramOption())
    .option('--groups <count>', 'groups of beams that differ from each other (default: 1)', wholeNumber('--groups'))
    .option(
      '--diversity <nats>',
      'what a group pays for a token that one before it chose (default: 0.5)',
      notNegativeNumber('--diversity'),
    )
    .option('--replace-unknown', 'in place of each unknown word write the source word that the model looked at')
    .addOption(backendOption());
}

function noRepeatNgramOption(): Option {
  const description = 'let a run of so many tokens stand in a translation once at most';
  const option = new Option('--no-repeat-ngram <tokens>', description).argParser(wholeNumber('--no-repeat-ngram'));
  // The name alone would make it the opposite of an option --repeat-ngram.
  option.negate = false;
  return option;
}

/** The option `--run` of every command that reads a run. */
function runOption(): Option {
  const parse = nonEmptyText('--run', 'Give the folder of a run.');
  return new Option('--run <folder>', 'the run folder').argParser(parse).makeOptionMandatory();
}
