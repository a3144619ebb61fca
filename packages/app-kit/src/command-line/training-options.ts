import type { Command } from 'commander';
import { backendOption } from './backend-option.js';
import { choice, nonEmptyText, notNegativeNumber, positiveNumber, wholeNumber } from './option-values.js';
import { presetList } from './settings.js';

/** What {@link addRunOptions} has to know of an app. */
export interface RunOptionWords {
  readonly presets: Readonly<Record<string, { readonly summary: string }>>;
  readonly defaultPreset: string;
}

/** The options of `train` that say which run it is, and the presets below its help. */
export function addRunOptions(command: Command, { presets, defaultPreset }: RunOptionWords): void {
  command
    .option(
      '--preset <name>',
      `where all numbers start from (default: ${defaultPreset})`,
      choice('--preset', Object.keys(presets)),
    )
    .option(
      '--run <folder>',
      'the run folder (default: runs/<corpus>-<preset>)',
      nonEmptyText('--run', 'Give a folder, or leave the option out.'),
    )
    .option('--resume', 'go on with the run in the folder where it stopped; with more --steps or --epochs for longer')
    .addOption(backendOption())
    .addHelpText('after', `\nPresets:\n${presetList(presets)}`);
}

/** The options of `train` that say which vectors the embedding begins with. */
export function addWordVectorOptions(command: Command): void {
  command
    .option(
      '--vectors <file>',
      'word vectors that the embedding starts from: GloVe, word2vec or fastText',
      nonEmptyText('--vectors', 'Give the path of a file.'),
    )
    .option('--frozen', 'keep the word vectors as they are')
    .option('--no-frozen', 'train the word vectors on');
}

/** What {@link addTrainingOptions} has to know of an app. */
export interface TrainingOptionWords {
  /** What a batch is made of, such as `pairs`. */
  readonly sequences: string;
  /** What an epoch passes over, such as `text`. */
  readonly corpus: string;
  readonly optimizers: readonly string[];
}

/** The options of `train` that say how a training goes, whatever is trained. */
export function addTrainingOptions(command: Command, { sequences, corpus, optimizers }: TrainingOptionWords): void {
  command
    .option(`--batch <${sequences}>`, `${sequences} a batch`, wholeNumber('--batch'))
    .option('--optimizer <name>', optimizers.join(', '), choice('--optimizer', optimizers))
    .option('--learning-rate <rate>', 'size of the steps', positiveNumber('--learning-rate'))
    .option('--weight-decay <rate>', 'pull of the weights towards 0, with adamw', notNegativeNumber('--weight-decay'))
    .option('--clip-norm <norm>', 'largest norm of all gradients together', positiveNumber('--clip-norm'))
    .option('--steps <number>', 'train for so many batches', wholeNumber('--steps'))
    .option('--epochs <number>', `train for so many passes over the ${corpus}`, wholeNumber('--epochs'))
    .option('--seed <number>', 'where all chance comes from', wholeNumber('--seed', { minimum: 0 }))
    .option('--validate-every <steps>', 'steps between validations', wholeNumber('--validate-every'))
    .option('--checkpoint-every <steps>', 'steps between checkpoints', wholeNumber('--checkpoint-every'));
}
