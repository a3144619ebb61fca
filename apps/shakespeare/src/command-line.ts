import * as kit from '@refrain/app-kit';
import { backendOption, newProgram } from '@refrain/app-kit';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { EvaluateOptions, ReportOptions, SampleOptions, UnitChoice } from './command-options.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';
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

/** Describes the command line: names, defaults, help. What an option's text means is in the app kit. */
export function commandLineProgram(actions: Actions): Command {
  const description =
    'Trains a recurrent network on Shakespeare, by characters or by larger tokens, and samples from it.\n' +
    `Without a command: trains the preset ${defaultPreset} on the ${defaultCorpus}, then shows what it learned.`;
  return newProgram({ description, presets: presetLines(), main: () => actions.main() }, (program) => {
    addTrain(program, (options) => actions.train(options));
    addSample(program, actions);
    addEvaluate(program, actions);
    addReport(program, actions);
  });
}

function addSample(program: Command, actions: Actions): void {
  program
    .command('sample')
    .description('write text with a trained model')
    .addOption(runOption())
    .option(
      '--prompt <text>',
      "what the text begins with (default: the run's prompt)",
      kit.nonEmptyText('--prompt', 'Give at least one character, or leave the option out.'),
    )
    .option(
      '--replace-unknown',
      'map characters of the prompt that the model does not know to the nearest known ones; read unknown words as such',
    )
    .option(
      '--length <tokens>',
      "tokens to write, of the run's tokenizer: characters, words or parts of words (default: 500)",
      kit.wholeNumber('--length'),
    )
    .option(
      '--stop <text>',
      'end before this text appears',
      kit.nonEmptyText('--stop', 'Give at least one character, or leave the option out.'),
    )
    .option(
      '--temperature <number>',
      'below 1 safer, above 1 wilder (default: 0.8)',
      kit.positiveNumber('--temperature', 'For the most probable text give --greedy.'),
    )
    .option(
      '--scale-factor <number>',
      'what the logits are multiplied with: the temperature turned over',
      kit.positiveNumber('--scale-factor', 'For the most probable text give --greedy.'),
    )
    .option('--top-k <count>', 'draw from the count most probable tokens', kit.wholeNumber('--top-k'))
    .option(
      '--top-p <share>',
      'draw from the most probable tokens that together reach the share',
      kit.probability('--top-p'),
    )
    .option(
      '--min-p <share>',
      "draw from tokens of at least that share of the best one's probability",
      kit.probability('--min-p'),
    )
    .option(
      '--typical-p <share>',
      'draw from the tokens of most typical surprise that together reach the share',
      kit.probability('--typical-p'),
    )
    .option(
      '--repetition-penalty <factor>',
      'above 1 makes tokens already written less probable',
      kit.positiveNumber('--repetition-penalty', '1 turns it off.'),
    )
    .option('--greedy', 'always take the most probable token')
    .option(
      '--seed <number>',
      'the same seed gives the same text (default: 42)',
      kit.wholeNumber('--seed', { minimum: 0 }),
    )
    .option('--count <number>', 'texts to write (default: 1)', kit.wholeNumber('--count'))
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
      kit.nonEmptyText('--corpus', 'Give the name of a corpus, or a path.'),
    )
    .option(
      '--part <name>',
      'part of the text, as the run splits it: train, validation, test or whole',
      kit.choice('--part', ['train', 'validation', 'test', 'whole']),
    )
    .option('--replace-unknown', 'read characters that the model does not know as the nearest known ones')
    .addOption(backendOption())
    .action((options: EvaluateOptions) => actions.evaluate(options));
}

function addReport(program: Command, actions: Actions): void {
  program
    .command('report')
    .description('write one self-contained HTML file: curves, samples over time, hyper-parameters, single units')
    .addOption(runOption())
    .option(
      '--unit <list>',
      'colour a text by the activation of units: numbers such as 17,20; quotes, line or sentiment for those that follow it',
      unitChoices,
    )
    .option(
      '--corpus <name|path>',
      "the text to colour (default: the run's own, what it was not trained on first)",
      kit.nonEmptyText('--corpus', 'Give the name of a corpus, or a path.'),
    )
    .option(
      '--reviews <name|path>',
      'the labelled texts that --unit sentiment is found on: opinions, imdb, or a path (default: opinions)',
      kit.nonEmptyText('--reviews', 'Give opinions, imdb or a path.'),
    )
    .option(
      '--output <file>',
      'the file to write (default: report.html in the run folder)',
      kit.nonEmptyText('--output', 'Give a file name.'),
    )
    .action((options: ReportOptions) => actions.report(options));
}

/** Reads `quotes,17`. */
function unitChoices(text: string): UnitChoice[] {
  return text.split(',').map((item) => {
    const word = item.trim();
    if (word === 'quotes' || word === 'line' || word === 'sentiment') return word;
    if (/^\d+$/.test(word)) return Number(word);
    throw new kit.UsageError(
      `--unit must be numbers of units, quotes, line or sentiment, separated by commas, such as quotes,17; received ${JSON.stringify(text)}.`,
    );
  });
}

/** The option `--run` of every command that reads a run. */
function runOption(): Option {
  const parse = kit.nonEmptyText('--run', 'Give the folder of a run.');
  return new Option('--run <folder>', 'the run folder').argParser(parse).makeOptionMandatory();
}
