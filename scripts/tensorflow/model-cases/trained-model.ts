import { Random } from '../../../packages/core/src/index.js';
import type { NamedVariable } from '../../../packages/models/src/index.js';
import { tf } from '../libraries.js';
import { gradientsOf, numbersOf, type Numbers, randomTensor, tidied } from '../numbers.js';

/** What a loss gives beside its mean. */
interface ModelLoss {
  readonly mean: tf.Scalar;
  readonly metrics?: Readonly<Record<string, tf.Scalar | undefined>>;
  readonly carry?: readonly tf.Tensor[];
}

/** What all models of `@refrain/models` have in common. */
export interface LearningModel<Batch> {
  variables(): readonly NamedVariable[];
  loss(batch: Batch, context: { training: boolean; random: Random; carry?: readonly tf.Tensor[] }): ModelLoss;
  dispose(): void;
}

/** Gives all weights numbers that are not zeros, biases too, so that one which is left out is seen. */
export function stir(model: Pick<LearningModel<unknown>, 'variables'>): void {
  tf.tidy(() =>
    model.variables().forEach(({ variable }, index) => {
      variable.assign(tf.add(variable, randomTensor(variable.shape, 200 + index, 0.3)));
    }),
  );
}

/** The loss in training and out of it with all that comes with it, and the gradients of every weight. */
export function learningOf<Batch>(model: LearningModel<Batch>, batch: Batch, carry?: readonly tf.Tensor[]): Numbers {
  const lossOf = (training: boolean): ModelLoss =>
    model.loss(batch, { training, random: new Random(7), ...(carry && { carry }) });
  const read = (training: boolean): Numbers =>
    tidied(() => {
      const { mean, metrics = {}, carry: last = [] } = lossOf(training);
      return {
        loss: numbersOf(mean),
        ...Object.fromEntries(
          Object.entries(metrics).flatMap(([name, value]) => (value ? [[name, numbersOf(value)]] : [])),
        ),
        ...Object.fromEntries(last.map((state, index) => [`carry ${index}`, numbersOf(state)])),
      };
    });
  const prefixed = (prefix: string, numbers: Numbers): Numbers =>
    Object.fromEntries(Object.entries(numbers).map(([name, values]) => [`${prefix} ${name}`, values]));
  return {
    ...prefixed('training', read(true)),
    ...prefixed('evaluation', read(false)),
    ...gradientsOf(model.variables(), () => {
      const { mean, carry: last = [] } = lossOf(true);
      return [mean, ...last];
    }),
  };
}

/** Rows of random ids, the first of `time`, each other one shorter. */
export function raggedRows(count: number, time: number, vocabularySize: number): number[][] {
  const random = new Random(5);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: Math.max(2, time - 2 * row) }, () => random.integer(vocabularySize)),
  );
}
