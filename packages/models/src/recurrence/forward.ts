import type { IdBatch } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { SequenceLogits } from '../char-rnn/forward.js';
import { checkedCarry } from '../check-carry.js';
import { idsOf, maskOf } from '../id-tensors.js';
import type { PlainRnnNetwork } from './network.js';
import { stateWidth } from './options.js';
import { writtenOutRecurrence } from './recurrence.js';

/** The whole model: one-hot → recurrence → logits. Call it in a `tf.tidy`. */
export function forward(
  { options, weight }: PlainRnnNetwork,
  inputs: IdBatch,
  { carry }: { readonly carry?: readonly tf.Tensor[] },
): SequenceLogits {
  const [batch] = inputs.shape;
  const [initialState] = checkedCarry([[batch, stateWidth(options)]], carry) ?? [];
  const features = tf.oneHot(idsOf(inputs), options.vocabularySize, 1, 0, 'float32') as tf.Tensor3D;
  const { logits, state } = writtenOutRecurrence(
    features,
    {
      kernel: weight('hidden.kernel') as tf.Tensor2D,
      recurrentKernel: weight('hidden.recurrentKernel') as tf.Tensor2D,
      bias: weight('hidden.bias') as tf.Tensor1D,
      outputKernel: weight('output.kernel') as tf.Tensor2D,
      outputBias: weight('output.bias') as tf.Tensor1D,
    },
    { recurrence: options.recurrence, mask: maskOf(inputs), initialState },
  );
  return { logits, carry: [state] };
}
