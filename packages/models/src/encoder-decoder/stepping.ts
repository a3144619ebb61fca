import { InvalidArgumentError, refuse } from '@refrain/core';
import type { IdBatch, Step, Translator } from '@refrain/core';
import { embedding } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { assertIdBatch } from '../check-batch.js';
import { memoryOf } from './attend.js';
import { decodePosition } from './decoder.js';
import type { DecoderPosition } from './decoder.js';
import { encodeSource } from './encoder.js';
import { embeddingOf } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import { outputLogits } from './output.js';
import { held, release, selectMemory, shareMemory } from './translation-state.js';
import type { SharedMemory, TranslationState } from './translation-state.js';
import { stateWidths } from './widths.js';

/** What a {@link Translator} does, over the network's present weights: each step costs one position of each row. */
export interface Translating extends Translator<TranslationState> {
  step(ids: Int32Array, state: TranslationState): Step<TranslationState>;
}

export function translating(network: EncoderDecoderNetwork): Translating {
  const { sourceVocabularySize, targetVocabularySize } = network.options;
  const widths = stateWidths(network.options);
  const stateSize = widths.reduce((sum, width) => sum + width, 0);

  return {
    vocabularySize: targetVocabularySize,

    async encode(source) {
      assertIdBatch('source', source, sourceVocabularySize);
      const { parts, shared } = start(network, source);
      try {
        const rows = source.shape[0];
        const values = new Float32Array(rows * stateSize);
        writeParts(values, await Promise.all(parts.map((part) => part.data<'float32'>())), widths);
        return { rows, values, shared };
      } finally {
        tf.dispose([...parts]);
      }
    },

    step(ids, state) {
      assertStep(ids, state, targetVocabularySize);
      const { parts, logits, attention } = stepValues(network, { ids, state, widths });
      const values = new Float32Array(state.values.length);
      writeParts(values, parts, widths);
      const following = { rows: state.rows, values, shared: held(state.shared) };
      return { logits, state: following, ...(attention && { attention }) };
    },

    select(state, rows) {
      const values = new Float32Array(rows.length * stateSize);
      rows.forEach((from, row) => {
        if (!(from >= 0 && from < state.rows)) {
          refuse(`rows[${row}]`, from, { expected: `a row from 0 to ${state.rows - 1}` });
        }
        values.set(state.values.subarray(from * stateSize, (from + 1) * stateSize), row * stateSize);
      });
      return { rows: rows.length, values, shared: selectMemory(state.shared, rows) };
    },

    dispose: release,
  };
}

/** The states that the decoder starts from, and what it will look at; both outlive the call. */
function start(
  network: EncoderDecoderNetwork,
  source: IdBatch,
): { parts: readonly tf.Tensor[]; shared: SharedMemory | undefined } {
  let parts: readonly tf.Tensor[] = [];
  let shared: SharedMemory | undefined;
  tf.tidy(() => {
    const encoded = encodeSource(network, source, undefined);
    const memory = memoryOf(network, encoded);
    const rows = Int32Array.from({ length: source.shape[0] }, (_, row) => row);
    shared = memory && shareMemory(memory, rows);
    parts = encoded.states.map((state) => tf.keep(state));
  });
  return { parts, shared };
}

/** One position of each row in plain numbers; `parts` are the states, each [rows, width]. */
function stepValues(
  network: EncoderDecoderNetwork,
  { ids, state, widths }: { ids: Int32Array; state: TranslationState; widths: readonly number[] },
): { parts: Float32Array[]; logits: Float32Array; attention: Float32Array | undefined } {
  const { inputFeeding } = network.options;
  // Read before the tidy ends, and not handed through it: it would search long arrays for tensors, number by number.
  let parts: Float32Array[] = [];
  let logits!: Float32Array;
  let attention: Float32Array | undefined;
  const values = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>().slice();
  tf.tidy(() => {
    const vectors = embedding(tf.tensor2d(ids, [ids.length, 1], 'int32'), embeddingOf(network, 'target'));
    const position = positionOf(state, widths, { inputFeeding });
    const next = decodePosition(network, vectors, { ...position, memory: state.shared?.memory });
    parts = [...next.states, ...(inputFeeding ? [next.readout] : [])].map(values);
    logits = values(outputLogits(network, next.readout));
    attention = next.weights && values(next.weights);
  });
  return { parts, logits, attention };
}

/** Puts tensors' values [rows, width] side by side into `values` [rows, stateSize]; what is missing at the end stays 0. */
function writeParts(values: Float32Array, parts: readonly Float32Array[], widths: readonly number[]): void {
  const stateSize = widths.reduce((sum, width) => sum + width, 0);
  let first = 0;
  parts.forEach((part, index) => {
    const width = widths[index]!;
    for (let row = 0; row * width < part.length; row++) {
      values.set(part.subarray(row * width, (row + 1) * width), row * stateSize + first);
    }
    first += width;
  });
}

/** The state as tensors. */
function positionOf(
  { rows, values }: TranslationState,
  widths: readonly number[],
  { inputFeeding }: { inputFeeding: boolean },
): DecoderPosition {
  const stateSize = values.length / rows;
  let first = 0;
  const parts = widths.map((width) => {
    const part = new Float32Array(rows * width);
    for (let row = 0; row < rows; row++) {
      const from = row * stateSize + first;
      part.set(values.subarray(from, from + width), row * width);
    }
    first += width;
    return tf.tensor2d(part, [rows, width]);
  });
  return inputFeeding ? { states: parts.slice(0, -1), fed: parts.at(-1)! } : { states: parts };
}

function assertStep(ids: Int32Array, state: TranslationState, vocabularySize: number): void {
  if (ids.length !== state.rows) {
    throw new InvalidArgumentError({
      argument: 'ids',
      value: ids,
      message: `step expects one id a row; received ${ids.length} ids and a state of ${state.rows} rows. Bring the state to as many rows with select().`,
    });
  }
  if (state.shared?.holders === 0) {
    refuse('state', state, { expected: 'a state that is alive', remedy: 'Dispose a state only after its last step.' });
  }
  ids.forEach((id, row) => {
    if (!(id >= 0 && id < vocabularySize)) {
      refuse(`ids[${row}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}` });
    }
  });
}
