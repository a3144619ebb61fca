import type { TensorInfo } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@refrain/core';
import type { SparseSoftmaxCrossEntropyAttributes } from '@refrain/ops';
import type { Handle, NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { inSession } from './session.js';

/** The fused cross-entropy of `@refrain/ops`, from `SparseSoftmaxCrossEntropyWithLogits`. */
export function crossEntropy(
  backend: NodeBackend,
  inputs: readonly TensorInfo[],
  attributes: SparseSoftmaxCrossEntropyAttributes,
): TensorInfo[] {
  const [logitsInfo, targets, given] = inputs as [TensorInfo, TensorInfo, TensorInfo?];
  const [rows, classes] = logitsInfo.shape as [number, number];
  const { labels, weights, total } = countedRows(
    backend.readSync(targets.dataId) as Int32Array,
    given && (backend.readSync(given.dataId) as Float32Array),
    { classes, ignoredId: attributes.ignoredId },
  );
  return inSession(backend, (session) => {
    const operations = new Operations(session);
    const logits = session.of(logitsInfo);
    const labelHandle = session.integers(labels);
    const plain = session.runAll('SparseSoftmaxCrossEntropyWithLogits', [logits, labelHandle], { outputs: 2 });
    const { losses, gradients } = smooth(operations, plain as [Handle, Handle], {
      ...{ logits, labels: labelHandle, classes, share: attributes.labelSmoothing },
    });
    const shares = session.floats(
      weights.map((weight) => (total === 0 ? 0 : weight / total)),
      [rows, 1],
    );
    const guess = session.run('ArgMax', [logits, session.constant(1)], { output_type: session.integerType });
    const hits = session.run('Cast', [session.run('Equal', [guess, labelHandle])], { DstT: session.floatType });
    // A row without weight counts for nothing, whatever stands there: MulNoNan gives 0 for it.
    const sumOver = (values: Handle, factors: Handle): Handle =>
      session.run('Sum', [session.run('MulNoNan', [values, factors]), session.constant([0])]);
    const flatShares = operations.reshape(shares, [rows]);
    return [
      session.give(sumOver(losses, flatShares), []),
      session.give(session.floats(Float32Array.of(total), []), []),
      session.give(sumOver(hits, session.floats(weights, [rows])), []),
      ...(attributes.saveForGradient
        ? [session.give(session.run('MulNoNan', [gradients, shares]), [rows, classes])]
        : []),
    ];
  });
}

/** Spreads a share of the target's probability over all classes. */
function smooth(
  operations: Operations,
  [losses, gradients]: readonly [Handle, Handle],
  { logits, labels, classes, share }: { logits: Handle; labels: Handle; classes: number; share: number },
): { losses: Handle; gradients: Handle } {
  if (share === 0) return { losses, gradients };
  const { session } = operations;
  const scalar = (value: number): Handle => session.floats(Float32Array.of(value), []);
  // Hot rows hold the share at the target and 0 elsewhere.
  const hot = session.run('OneHot', [labels, session.constant(classes), scalar(share), scalar(0)]);
  const alongClasses = session.constant([1]);
  const ofTarget = session.run('Sum', [operations.multiply(hot, logits), alongClasses]);
  const mean = operations.multiply(session.run('Mean', [logits, alongClasses]), scalar(share));
  return {
    // (1 - s)·L + s·(L + target's logit - mean logit) with L = log Σ exp - target's logit.
    losses: operations.add(losses, operations.subtract(ofTarget, mean)),
    gradients: operations.subtract(operations.add(gradients, hot), scalar(share / classes)),
  };
}

/** Targets that can be looked up, their weights, and the sum of these; refuses a target that counts and is no class. */
function countedRows(
  targets: Int32Array,
  given: Float32Array | undefined,
  { classes, ignoredId }: { classes: number; ignoredId: number },
): { labels: Int32Array; weights: Float32Array; total: number } {
  const labels = new Int32Array(targets.length);
  const weights = new Float32Array(targets.length);
  let total = 0;
  targets.forEach((target, row) => {
    const weight = target === ignoredId ? 0 : (given?.[row] ?? 1);
    const isClass = target >= 0 && target < classes;
    if (weight !== 0 && !isClass) {
      throw new InvalidArgumentError({
        argument: 'targets',
        value: target,
        message:
          `targets must be integers from 0 to ${classes - 1}; received ${target} in row ${row}. ` +
          'Give padding the weight 0, or name its id as ignoredId.',
      });
    }
    labels[row] = isClass ? target : 0;
    weights[row] = weight;
    total += weight;
  });
  return { labels, weights, total };
}
