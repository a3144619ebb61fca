import * as kit from '@refrain/app-kit';
import type { Command } from 'commander';
import { presets } from './presets.js';
import { recurrences, tokenizerKinds } from './presets/hyper-parameters.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';

/** Adds the command `train` with its options. */
export function addTrain(program: Command, action: (options: TrainOptions) => Promise<void>): void {
  const command = program
    .command('train')
    .description('train a model and keep it, with all that is needed to go on, in a run folder')
    .option(
      '--corpus <name|path>',
      `sonnets, tinyshakespeare, names, headlines, or the path of a text file (default: that of the preset, or ${defaultCorpus})`,
      kit.nonEmptyText('--corpus', 'Give the name of a corpus, or a path.'),
    );
  kit.addRunOptions(command, { presets, defaultPreset });
  addModel(command);
  kit.addTrainingOptions(command, {
    ...{ sequences: 'sequences', corpus: 'text' },
    optimizers: ['nadam', 'adam', 'adamw', 'rmsprop', 'sgd'],
  });
  command
    .option(
      '--prompt <text>',
      'what the samples during the training begin with',
      kit.nonEmptyText('--prompt', 'Give at least one character, or leave the option out.'),
    )
    .option(
      '--replace-unknown',
      'map characters of the prompt that are not in the text to the nearest known ones; read unknown words as such',
    )
    .option('--sample-every <steps>', 'steps between samples', kit.wholeNumber('--sample-every'))
    .action((options: TrainOptions) => action(options));
}

function addModel(command: Command): void {
  command
    .option(
      '--tokenizer <kind>',
      'what the model reads and writes: char, word, bpe or unigram (default: char)',
      kit.choice('--tokenizer', tokenizerKinds),
    )
    .option(
      '--vocabulary <tokens>',
      'size of the vocabulary (default: at most 5000 for word, 1000 for bpe and unigram)',
      kit.wholeNumber('--vocabulary'),
    )
    .option('--cell <kind>', 'gru, lstm or rnn', kit.choice('--cell', ['gru', 'lstm', 'rnn']))
    .option('--units <list>', 'units of each layer, such as 128,128', kit.unitsList('--units'))
    .option('--embedding <width>', 'width of the embedding, or one-hot', kit.embeddingWidth('--embedding'));
  kit.addWordVectorOptions(command);
  command
    .option(
      '--recurrence <form>',
      'what the preset recurrence takes along: hidden-to-hidden, output-to-hidden or output-to-output',
      kit.choice('--recurrence', recurrences),
    )
    .option('--dropout <rate>', "share of each layer's inputs left out in training", kit.rate('--dropout'))
    .option(
      '--recurrent-dropout <rate>',
      "share of each layer's state left out in training",
      kit.rate('--recurrent-dropout'),
    )
    .option(
      '--characters <number>',
      'read only so many characters from the beginning of the text',
      kit.wholeNumber('--characters'),
    )
    .option('--length <tokens>', 'tokens a window, or the most that are read of a line', kit.wholeNumber('--length'))
    .option('--stateful', 'carry the state from window to window through the text')
    .option('--no-stateful', 'shuffle the windows instead')
    .option('--lowercase', 'lower-case the text first')
    .option('--no-lowercase', 'keep capitals');
}

/** The presets, a line each. */
export function presetLines(): string {
  return kit.presetList(presets);
}
