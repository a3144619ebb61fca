import {
  addRunOptions,
  addTrainingOptions,
  choice,
  nonEmptyText,
  positiveNumber,
  presetList,
  rate,
  unitsList,
  wholeNumber,
} from '@refrain/app-kit';
import type { Command } from 'commander';
import { attentionKinds, attentionOrders, readoutKinds, tokenizerKinds } from './hyper-parameters.js';
import { presets } from './presets.js';
import { defaultCorpus, defaultPreset } from './settings.js';
import type { TrainOptions } from './settings.js';

/** Adds the command `train` with its options. */
export function addTrain(program: Command, action: (options: TrainOptions) => Promise<void>): void {
  const command = program
    .command('train')
    .description('train a model and keep it, with all that is needed to go on, in a run folder')
    .option(
      '--corpus <name|path>',
      `phrasebook, spa-eng, or the path of a file of lines: a sentence, a tab, its translation (default: ${defaultCorpus})`,
      nonEmptyText('--corpus', 'Give phrasebook, spa-eng or a path.'),
    );
  addRunOptions(command, { presets, defaultPreset });
  addModel(command);
  addTrainingOptions(command, { sequences: 'pairs', corpus: 'pairs', optimizers: ['nadam', 'adam', 'adamw'] });
  command
    .option(
      '--bucket-width <tokens>',
      'lengths within which pairs are put together in a batch',
      wholeNumber('--bucket-width'),
    )
    .option(
      '--embedding-rate <factor>',
      'learning rate of the embeddings, in learning rates',
      positiveNumber('--embedding-rate'),
    )
    .option('--training-pairs <number>', 'pairs to train on, at most', wholeNumber('--training-pairs'))
    .option('--validation <sentences>', 'source sentences to validate on', wholeNumber('--validation'))
    .option('--test <sentences>', 'source sentences held out to the end', wholeNumber('--test'))
    .option('--sample-every <steps>', 'steps between sample translations', wholeNumber('--sample-every'))
    .action((options: TrainOptions) => action(options));
}

function addModel(command: Command): void {
  command
    .option(
      '--tokenizer <kind>',
      'what the model reads and writes: words or bpe',
      choice('--tokenizer', tokenizerKinds),
    )
    .option('--vocabulary <tokens>', 'tokens of each language', wholeNumber('--vocabulary'))
    .option('--shared-vocabulary', 'give both languages one vocabulary, and its embedding')
    .option('--no-shared-vocabulary', 'give each language its own')
    .option('--lowercase', 'lower-case both sides')
    .option('--no-lowercase', 'keep capitals')
    .option('--remove-inverted-marks', 'leave ¡ and ¿ out')
    .option('--no-remove-inverted-marks', 'keep ¡ and ¿')
    .option('--cell <kind>', 'gru or lstm', choice('--cell', ['gru', 'lstm']))
    .option('--units <list>', 'units of each layer of the decoder, such as 128,128', unitsList('--units'))
    .option('--embedding <width>', 'width of the embeddings', wholeNumber('--embedding'))
    .option('--bidirectional', 'read the source from both ends')
    .option('--no-bidirectional', 'read the source from its beginning only')
    .option(
      '--attention <kind>',
      'where the decoder looks: none, or dot, scaled-dot, general, additive',
      choice('--attention', attentionKinds),
    )
    .option(
      '--attention-order <name>',
      'when the decoder looks: luong, behind its layers, or bahdanau, before them',
      choice('--attention-order', attentionOrders),
    )
    .option(
      '--readout <kind>',
      'what the output reads with attention: concatenation, context, combined, or hidden',
      choice('--readout', readoutKinds),
    )
    .option('--input-feeding', 'let the decoder read what attention found at the token before, as Luong')
    .option('--no-input-feeding', 'let attention run behind the decoder')
    .option('--tied-output', "write with the vectors of the target's embedding")
    .option('--no-tied-output', 'let the output learn vectors of its own')
    .option('--dropout <rate>', "share of each layer's inputs left out in training", rate('--dropout'))
    .option(
      '--label-smoothing <share>',
      "share of the target's probability spread over all tokens in training",
      rate('--label-smoothing'),
    )
    .option(
      '--sampled-softmax <tokens>',
      'tell each target from so many tokens in training instead of all',
      wholeNumber('--sampled-softmax'),
    )
    .option(
      '--scheduled-sampling <rate>',
      'how often the decoder reads its own choice in training',
      rate('--scheduled-sampling'),
    )
    .option(
      '--max-length <tokens>',
      'leave out pairs that are longer on either side',
      wholeNumber('--max-length', { minimum: 2, remedy: 'A sentence and its end take two tokens at least.' }),
    );
}

/** The presets, a line each. */
export function presetLines(): string {
  return presetList(presets);
}
