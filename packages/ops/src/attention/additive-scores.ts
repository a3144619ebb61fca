import * as tf from '@tensorflow/tfjs-core';

/** What {@link additiveScores} compares. */
export interface AdditiveInputs {
  /** [batch, target, units] */
  readonly queries: tf.Tensor3D;
  /** [batch, source, units] */
  readonly keys: tf.Tensor3D;
  /** [units] */
  readonly scale: tf.Tensor1D;
}

/** What is compared, by position: row i of a chunk is the query `queryRows[i]` beside the key `keyRows[i]`. */
interface Chunk {
  readonly firstTarget: number;
  readonly targets: number;
  readonly queryRows: tf.Tensor1D;
  readonly keyRows: tf.Tensor1D;
}

/**
 * Σ scale ⊙ tanh(q + k) of every query q and key k: [batch, target, source].
 *
 * The sums are taken for some target positions at a time and found again on the way back, so that memory stays small.
 * Rows are repeated by look-ups and added up by products, which are fast on every backend; what broadcasts is not.
 *
 * @param options `chunkSize`: the most numbers of tanh(q + k) that are there at a time. @default 2 ** 20
 */
export function additiveScores(
  inputs: AdditiveInputs,
  { chunkSize = 2 ** 20 }: { readonly chunkSize?: number } = {},
): tf.Tensor3D {
  const [batch, target, units] = inputs.queries.shape;
  const source = inputs.keys.shape[1];
  const sizes = { batch, target, source, units, chunkSize };

  const compare = tf.customGrad((...given) => {
    const [queries, keys, scale, save] = given as unknown as [tf.Tensor3D, tf.Tensor3D, tf.Tensor1D, tf.GradSaveFunc];
    save([queries, keys, scale]);
    const parts = eachChunk(sizes, (chunk) => {
      const scores = tf.matMul(activations({ queries, keys }, chunk), tf.reshape(scale, [units, 1]));
      return [tf.reshape(scores, [batch, chunk.targets, source])];
    });
    return {
      value: joined(parts.map(([part]) => part!)),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => gradients(gradient as tf.Tensor3D, saved, sizes),
    };
  });
  return compare(inputs.queries, inputs.keys, inputs.scale) as tf.Tensor3D;
}

interface Sizes {
  readonly batch: number;
  readonly target: number;
  readonly source: number;
  readonly units: number;
  readonly chunkSize: number;
}

/** Gradients of queries, keys and scale. */
function gradients(gradient: tf.Tensor3D, saved: readonly tf.Tensor[], sizes: Sizes): tf.Tensor[] {
  const { batch, source, units } = sizes;
  const [queries, keys, scale] = saved as [tf.Tensor3D, tf.Tensor3D, tf.Tensor1D];
  const parts = eachChunk(sizes, (chunk) => {
    const { firstTarget, targets } = chunk;
    const tanh = activations({ queries, keys }, chunk);
    const own = tf.reshape(tf.slice(gradient, [0, firstTarget, 0], [batch, targets, source]), [-1, 1]) as tf.Tensor2D;
    const ofTanh = tf.matMul(own, tf.reshape(scale, [1, units]));
    const ofSum = tf.sub(ofTanh, tf.mul(ofTanh, tf.square(tanh)));
    const overSource = tf.matMul(tf.ones([batch * targets, 1, source]), tf.reshape(ofSum, [-1, source, units]));
    const overTarget = tf.matMul(tf.ones([batch, 1, targets]), tf.reshape(ofSum, [batch, targets, source * units]));
    return [
      tf.reshape(overSource, [batch, targets, units]),
      tf.reshape(overTarget, [batch, source, units]),
      tf.reshape(tf.matMul(tanh, own, true), [units]),
    ];
  });
  return [
    joined(parts.map(([ofQueries]) => ofQueries!)),
    summed(parts.map(([, ofKeys]) => ofKeys!)),
    summed(parts.map(([, , ofScale]) => ofScale!)),
  ];
}

/** tanh(q + k) of a chunk: [batch · targets · source, units]. */
function activations({ queries, keys }: { queries: tf.Tensor3D; keys: tf.Tensor3D }, chunk: Chunk): tf.Tensor2D {
  const units = queries.shape[2];
  const rowsOf = (tensor: tf.Tensor3D, rows: tf.Tensor1D): tf.Tensor2D =>
    tf.gather(tf.reshape(tensor, [-1, units]) as tf.Tensor2D, rows);
  return tf.tanh(tf.add<tf.Tensor2D>(rowsOf(queries, chunk.queryRows), rowsOf(keys, chunk.keyRows)));
}

/** What `work` gives for each run of target positions that fits in memory; all else is freed after each. */
function eachChunk(sizes: Sizes, work: (chunk: Chunk) => tf.Tensor[]): tf.Tensor[][] {
  const { batch, target, source, units, chunkSize } = sizes;
  const length = Math.max(1, Math.floor(chunkSize / (batch * source * units)));
  const results: tf.Tensor[][] = [];
  for (let firstTarget = 0; firstTarget < target; firstTarget += length) {
    const targets = Math.min(length, target - firstTarget);
    results.push(
      tf.tidy(() => {
        const queryRows = new Int32Array(batch * targets * source);
        const keyRows = new Int32Array(queryRows.length);
        for (let position = 0; position < queryRows.length; position++) {
          const query = Math.floor(position / source);
          const row = Math.floor(query / targets);
          queryRows[position] = row * target + firstTarget + (query % targets);
          keyRows[position] = row * source + (position % source);
        }
        const rows = { queryRows: tf.tensor1d(queryRows, 'int32'), keyRows: tf.tensor1d(keyRows, 'int32') };
        return work({ firstTarget, targets, ...rows });
      }),
    );
  }
  return results;
}

/** The chunks one after the other along target positions. */
function joined(parts: tf.Tensor[]): tf.Tensor {
  return parts.length === 1 ? parts[0]! : tf.concat(parts, 1);
}

function summed(parts: tf.Tensor[]): tf.Tensor {
  return parts.length === 1 ? parts[0]! : tf.addN(parts);
}
