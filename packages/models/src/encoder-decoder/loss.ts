import { InvalidArgumentError } from '@refrain/core';
import type { ParallelBatch, Random } from '@refrain/core';
import { logUniformCandidates, sampledSoftmaxLoss, sparseSoftmaxCrossEntropy } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { assertIdBatch, assertIds } from '../check-batch.js';
import { tidyResult } from '../tidy-result.js';
import { forward } from './forward.js';
import type { TranslationInputs } from './forward.js';
import type { EncoderDecoderNetwork } from './network.js';
import { outputLogits, outputTable } from './output.js';
import { withOwnChoices } from './scheduled-sampling.js';

/** How a batch's loss is to be computed. */
export interface TranslationLossContext {
  /** Whether dropout, label smoothing, the sampled softmax and scheduled sampling act. */
  readonly training: boolean;
  /** Draws what is dropped and sampled, and so advances; not touched where nothing is. */
  readonly random: Random;
}

/** A batch's loss. The caller owns every tensor; as ever, a surrounding `tf.tidy` frees what it does not keep. */
export interface TranslationLoss {
  /** Cross-entropy in nats a token, over the target positions that count; 0 where none does. */
  readonly mean: tf.Scalar;
  /** How many target positions count. */
  readonly weight: number;
  readonly metrics: {
    /**
     * Share of the positions that count whose most probable id is the target; not in training with `sampledSoftmax`, which
     * computes too few ids to know.
     */
    readonly accuracy?: tf.Scalar;
  };
}

/** Cross-entropy of the target ids, given the source and the true ids before each. */
export function translationLoss(
  network: EncoderDecoderNetwork,
  { source, target }: ParallelBatch,
  { training, random }: TranslationLossContext,
): TranslationLoss {
  const { scheduledSampling, targetVocabularySize } = network.options;
  const { inputs, targets } = target;
  assertTranslationInputs(network, { source, inputs });
  assertIds('target.targets', targets, { shape: inputs.shape, vocabularySize: targetVocabularySize });
  const weight = inputs.mask.reduce((count, flag) => count + flag, 0);
  return tidyResult(() => {
    const read = training && scheduledSampling > 0 ? withOwnChoices(network, { source, inputs }, random) : inputs;
    const { readout } = forward(network, { source, inputs: read }, training ? random : undefined);
    return { ...readoutLoss(network, { readout, target, weight }, { training, random }), weight };
  });
}

/** The loss of what the output layer reads: over the whole vocabulary, or in training over a sample of it. */
function readoutLoss(
  network: EncoderDecoderNetwork,
  { readout, target, weight }: { readout: tf.Tensor3D; target: ParallelBatch['target']; weight: number },
  { training, random }: TranslationLossContext,
): Pick<TranslationLoss, 'mean' | 'metrics'> {
  const { labelSmoothing, sampledSoftmax, targetVocabularySize: classes } = network.options;
  const shape: [number, number] = [...target.inputs.shape];
  const targets = tf.tensor2d(target.targets, shape, 'int32');
  const { mask } = target.inputs;
  const weights = weight < mask.length ? { weights: tf.tensor2d(Float32Array.from(mask), shape) } : {};
  if (training && sampledSoftmax) {
    const candidates = logUniformCandidates(random, { count: sampledSoftmax.samples, classes });
    const bias = network.weight('output.bias') as tf.Tensor1D;
    const inputs = { inputs: readout, targets, kernel: outputTable(network)!, bias };
    return { mean: sampledSoftmaxLoss(inputs, { candidates, ...weights }).mean, metrics: {} };
  }
  const { mean, correct } = sparseSoftmaxCrossEntropy(outputLogits(network, readout), targets, {
    ...weights,
    labelSmoothing: training ? labelSmoothing : 0,
  });
  return { mean, metrics: { accuracy: tf.div<tf.Scalar>(correct, Math.max(weight, 1)) } };
}

/** Throws unless both sides are whole batches of as many rows, of ids of their vocabularies. */
export function assertTranslationInputs(
  { options }: EncoderDecoderNetwork,
  { source, inputs }: TranslationInputs,
): void {
  assertIdBatch('source', source, options.sourceVocabularySize);
  assertIdBatch('target.inputs', inputs, options.targetVocabularySize);
  if (source.shape[0] === inputs.shape[0]) return;
  throw new InvalidArgumentError({
    argument: 'target',
    value: inputs.shape,
    message: `source and target must have as many rows; received ${source.shape[0]} and ${inputs.shape[0]}. Row i of the target translates row i of the source.`,
  });
}
