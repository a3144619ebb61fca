import {
  addRunOptions,
  addTrainingOptions,
  addWordVectorOptions,
  choice,
  nonEmptyText,
  positiveNumber,
  presetList,
  probability,
  rate,
  unitsList,
  wholeNumber,
} from '@refrain/app-kit';
import type { Command } from 'commander';
import { presets } from './presets.js';
import { maskings, poolings, tokenizerKinds } from './presets/hyper-parameters.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';

/** Adds the command `train` with its options. */
export function addTrain(program: Command, action: (options: TrainOptions) => Promise<void>): void {
  const command = program
    .command('train')
    .description('train a model and keep it, with all that is needed to go on, in a run folder')
    .option(
      '--corpus <name|path>',
      `opinions, imdb, or the path of labelled texts: a table, or a folder (default: ${defaultCorpus})`,
      nonEmptyText('--corpus', 'Give opinions, imdb or a path.'),
    );
  addRunOptions(command, { presets, defaultPreset });
  addModel(command);
  addTrainingOptions(command, {
    ...{ sequences: 'texts', corpus: 'texts' },
    optimizers: ['nadam', 'adam', 'adamw', 'rmsprop'],
  });
  command
    .option(
      '--bucket-width <tokens>',
      'lengths within which texts are put together in a batch',
      wholeNumber('--bucket-width'),
    )
    .option('--longest-first', 'order the texts of a batch by length')
    .option('--labels <number>', 'texts to train on, as many of each label', wholeNumber('--labels', { minimum: 2 }))
    .option('--validation <share>', 'texts to validate on, if the corpus has no such part', rate('--validation'))
    .option('--test <share>', 'texts held out to the end, if the corpus has no such part', probability('--test'))
    .option('--tensorboard', 'write event files and embeddings for TensorBoard into the run folder')
    .action((options: TrainOptions) => action(options));
}

function addModel(command: Command): void {
  command
    .option(
      '--tokenizer <kind>',
      `how texts are cut: ${tokenizerKinds.slice(0, -1).join(', ')}`,
      choice('--tokenizer', tokenizerKinds),
    )
    .option('--vocabulary <tokens>', 'at most so many words, exactly so many byte pairs', wholeNumber('--vocabulary'))
    .option('--embedding <width>', 'width of the embedding', wholeNumber('--embedding'));
  addWordVectorOptions(command);
  command
    .option(
      '--language-model <folder>',
      'the run of the app shakespeare whose tokenizer, embedding and layers are taken over',
      nonEmptyText('--language-model', 'Give the folder of a run.'),
    )
    .option('--from-scratch', "take over the language model's sizes only: what to compare with")
    .option(
      '--unfreeze-every <steps>',
      'steps until the next layer of the language model joins the training (default: an epoch)',
      wholeNumber('--unfreeze-every'),
    )
    .option(
      '--layer-rate <factor>',
      'how many times slower each layer learns than the one behind it',
      positiveNumber('--layer-rate', 'With 1 all learn alike.'),
    )
    .option('--cell <kind>', 'gru, lstm or rnn', choice('--cell', ['gru', 'lstm', 'rnn']))
    .option('--units <list>', 'units of each layer, such as 128,128', unitsList('--units'))
    .option('--bidirectional', 'read from both ends')
    .option('--no-bidirectional', 'read from the beginning only')
    .option(
      '--pooling <kind>',
      `what is decided by: ${poolings.join(', ')} (default: last)`,
      choice('--pooling', poolings),
    )
    .option('--hidden <width>', 'width of a hidden layer before the output', wholeNumber('--hidden'))
    .option('--dropout <rate>', "share of each layer's inputs left out in training", rate('--dropout'))
    .option(
      '--recurrent-dropout <rate>',
      "share of each layer's state left out in training",
      rate('--recurrent-dropout'),
    )
    .option(
      '--output-dropout <rate>',
      'share of what the hidden layer and the output read left out in training',
      rate('--output-dropout'),
    )
    .option('--masking <kind>', `how padding is told from words: ${maskings.join(', ')}`, choice('--masking', maskings))
    .option('--max-length <tokens>', 'read at most so much of a text', wholeNumber('--max-length'));
}

/** The presets, a line each. */
export function presetLines(): string {
  return presetList(presets);
}
