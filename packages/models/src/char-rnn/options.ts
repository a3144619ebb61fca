import { assertKnownOptions, assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import type { CellKind } from '@refrain/ops';
import { assertAbsent, assertEmbeddingWeights, flag, rate } from '../option-checks.js';
import { assertInitialization } from './initialization.js';
import type { Initialization } from './initialization.js';

/** What a character RNN is made of. */
export interface CharRnnOptions {
  /** How many ids there are; ids are 0 … `vocabularySize` - 1, those of padding and unknown characters included. */
  readonly vocabularySize: number;
  /** Width of the learnt vector of each id, or `'one-hot'`: each id is its own unit, and nothing is learnt before the first layer. */
  readonly embedding: number | 'one-hot';
  /** The cell of every layer: `'gru'`, `'lstm'` or `'rnn'` (tanh). */
  readonly cell: CellKind;
  /** Width of each recurrent layer, first to last: `[128, 128]` is a stack of two. */
  readonly units: readonly number[];
  /**
   * Share of each layer's inputs that is set to 0 in training, from 0 to below 1. As in Keras one mask a row holds for
   * all positions (variational: Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent
   * Neural Networks", 2016).
   *
   * @default 0
   */
  readonly dropout?: number;
  /** Share of each layer's state that is set to 0 in training where it enters the recurrent product; one mask a row. @default 0 */
  readonly recurrentDropout?: number;
  /**
   * Uses the embedding, transposed, as the output's kernel: fewer parameters, and often a lower loss. The last layer
   * must be as wide as the embedding. Press and Wolf, "Using the Output Embedding to Improve Language Models", 2017.
   *
   * @default false
   */
  readonly tiedOutput?: boolean;
  /**
   * For `'gru'` only: the reset gate multiplies the state behind the recurrent product (Keras's and PyTorch's form)
   * rather than before it (the form of Cho et al., 2014).
   *
   * @default true
   */
  readonly resetAfter?: boolean;
}

/** What a new character RNN is made of, and what its weights begin with; the latter is not kept with the model. */
export interface NewCharRnnOptions extends CharRnnOptions {
  /** How the weights are drawn. @default 'keras' */
  readonly initialization?: Initialization;
  /**
   * Vectors to begin with, row-major `[vocabularySize, embedding]`, such as those of GloVe; copied. To keep them as they
   * are, train with `trainable: (variable) => variable !== 'embedding'`.
   *
   * @default drawn
   */
  readonly embeddingWeights?: Float32Array;
}

/** {@link CharRnnOptions} with every default filled in; `resetAfter` is there for a GRU only. */
export type ResolvedCharRnnOptions = Required<Omit<CharRnnOptions, 'resetAfter'>> & Pick<CharRnnOptions, 'resetAfter'>;

const known = [
  'vocabularySize',
  'embedding',
  'cell',
  'units',
  'dropout',
  'recurrentDropout',
  'tiedOutput',
  'resetAfter',
] satisfies (keyof CharRnnOptions)[];

/** The options of a new model and how its weights are drawn. @throws InvalidArgumentError naming the option at fault */
export function resolveNewCharRnn(options: NewCharRnnOptions): {
  readonly resolved: ResolvedCharRnnOptions;
  readonly initialization: Initialization;
} {
  assertKnownOptions('charRnn', options, [...known, 'initialization', 'embeddingWeights']);
  const { initialization = 'keras', embeddingWeights, ...rest } = options;
  assertInitialization(initialization);
  const resolved = resolveCharRnnOptions(rest);
  const { vocabularySize, embedding } = resolved;
  if (embedding === 'one-hot') assertAbsent('embeddingWeights', embeddingWeights, "with embedding 'one-hot'");
  else assertEmbeddingWeights(embeddingWeights, { vocabularySize, embedding });
  return { resolved, initialization };
}

/** Checks the options and fills in the defaults. @throws InvalidArgumentError naming the option at fault */
export function resolveCharRnnOptions(options: CharRnnOptions): ResolvedCharRnnOptions {
  assertKnownOptions('charRnn', options, known);
  const { vocabularySize, embedding, cell, units } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  if (embedding !== 'one-hot' && !(Number.isSafeInteger(embedding) && embedding >= 1)) {
    refuse('embedding', embedding, { expected: "a positive integer or 'one-hot'" });
  }
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  if (!Array.isArray(units) || units.length === 0) {
    refuse('units', units, {
      expected: 'an array of at least one width',
      remedy: 'For a single layer of 128 units write [128].',
    });
  }
  units.forEach((width, layer) => assertPositiveInteger(`units[${layer}]`, width));
  const dropout = rate('dropout', options.dropout);
  const recurrentDropout = rate('recurrentDropout', options.recurrentDropout);
  const tiedOutput = flag('tiedOutput', options.tiedOutput, { byDefault: false });
  if (tiedOutput) assertTieable(options);
  const common = { vocabularySize, embedding, cell, units: Object.freeze([...units]) };
  const resolved = { ...common, dropout, recurrentDropout, tiedOutput };
  if (cell === 'gru') {
    return Object.freeze({ ...resolved, resetAfter: flag('resetAfter', options.resetAfter, { byDefault: true }) });
  }
  if (options.resetAfter !== undefined) {
    refuse('resetAfter', options.resetAfter, {
      expected: `left out for the cell '${cell}'`,
      remedy: 'Only a GRU has it.',
    });
  }
  return Object.freeze(resolved);
}

function assertTieable({ embedding, units }: CharRnnOptions): void {
  const last = units.at(-1);
  if (embedding === last) return;
  throw new InvalidArgumentError({
    argument: 'tiedOutput',
    value: true,
    message:
      embedding === 'one-hot'
        ? "tiedOutput needs an embedding to tie the output to; received embedding 'one-hot'. Give embedding a width, or leave tiedOutput out."
        : `tiedOutput needs a last layer as wide as the embedding; received an embedding of ${embedding} and a last layer of ${last} units. Make both the same, or leave tiedOutput out.`,
  });
}
