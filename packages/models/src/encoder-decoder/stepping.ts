import { InvalidArgumentError, refuse } from '@refrain/core';
import type { IdBatch, Step, Translator } from '@refrain/core';
import { embedding } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { assertIdBatch } from '../check-batch.js';
import { memoryOf } from './attend.js';
import { decodePosition } from './decoder.js';
import { encodeSource } from './encoder.js';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import { outputLogits } from './output.js';
import { assertAlive, held, release, selectState, shareMemory } from './translation-state.js';
import type { SharedMemory, TranslationState } from './translation-state.js';
import { stateWidths } from './widths.js';

/** What a {@link Translator} does, over the network's present weights: each step costs one position of each row. */
export interface Translating extends Translator<TranslationState> {
  step(ids: Int32Array, state: TranslationState): Step<TranslationState>;
}

export function translating(network: EncoderDecoderNetwork): Translating {
  const { sourceVocabularySize, targetVocabularySize } = network.options;

  return {
    vocabularySize: targetVocabularySize,

    async encode(source) {
      assertIdBatch('source', source, sourceVocabularySize);
      return start(network, source);
    },

    step(ids, state) {
      assertStep(ids, state, targetVocabularySize);
      return stepFrom(network, ids, state);
    },

    select(state, rows) {
      assertAlive(state, 'Dispose a state only after its last selection.');
      rows.forEach((from, row) => {
        if (!(from >= 0 && from < state.rows)) {
          refuse(`rows[${row}]`, from, { expected: `a row from 0 to ${state.rows - 1}` });
        }
      });
      return selectState(state, rows);
    },

    dispose: release,
  };
}

/** The state that the decoder starts from: what is fed back is zeros. It outlives a surrounding `tf.tidy`. */
function start(network: EncoderDecoderNetwork, source: IdBatch): TranslationState {
  const [rows] = source.shape;
  let parts: tf.Tensor2D[] = [];
  let shared: SharedMemory | undefined;
  tf.tidy(() => {
    const encoded = encodeSource(network, source, undefined);
    const memory = memoryOf(network, encoded);
    shared =
      memory &&
      shareMemory(
        memory,
        Int32Array.from({ length: rows }, (_, row) => row),
      );
    // Several layers may start from one tensor; each has its own.
    const fed = stateWidths(network.options)
      .slice(encoded.states.length)
      .map((width) => tf.zeros<tf.Rank.R2>([rows, width]));
    parts = [...encoded.states.map((state) => tf.clone(state)), ...fed].map((part) => tf.keep(part));
  });
  return { rows, parts, shared };
}

/** One position of each row; the state behind it outlives a surrounding `tf.tidy`. */
function stepFrom(network: EncoderDecoderNetwork, ids: Int32Array, state: TranslationState): Step<TranslationState> {
  const { inputFeeding } = network.options;
  // Read before the tidy ends, and not handed through it: it would search long arrays for tensors, number by number.
  let parts: tf.Tensor2D[] = [];
  let logits!: Float32Array;
  let attention: Float32Array | undefined;
  tf.tidy(() => {
    const vectors = embedding(tf.tensor2d(ids, [ids.length, 1], 'int32'), embeddingOf(network, 'target'));
    const position = inputFeeding
      ? { states: state.parts.slice(0, -1), fed: state.parts.at(-1)! }
      : { states: state.parts };
    const next = decodePosition(network, vectors, { ...position, memory: state.shared?.memory });
    logits = outputLogits(network, next.readout).dataSync<'float32'>();
    attention = next.weights?.dataSync<'float32'>();
    parts = [...next.states, ...(inputFeeding ? [next.readout] : [])].map((part) => tf.keep(part));
  });
  const following = { rows: state.rows, parts, shared: held(state.shared) };
  return { logits, state: following, ...(attention && { attention }) };
}

function assertStep(ids: Int32Array, state: TranslationState, vocabularySize: number): void {
  if (ids.length !== state.rows) {
    throw new InvalidArgumentError({
      argument: 'ids',
      value: ids,
      message: `step expects one id a row; received ${ids.length} ids and a state of ${state.rows} rows. Bring the state to as many rows with select().`,
    });
  }
  assertAlive(state, 'Dispose a state only after its last step.');
  ids.forEach((id, row) => {
    if (!(id >= 0 && id < vocabularySize)) {
      refuse(`ids[${row}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}` });
    }
  });
}
