import { assertKnownOptions, assertNumberWithin, assertPositiveInteger, refuse } from '@refrain/core';
import type { GRULayerArgs } from '@tensorflow/tfjs-layers';

/** Options that every recurrent layer takes: those of TensorFlow.js's layers with the defaults of Keras 3. */
export interface RecurrentLayerOptions {
  /** The width of the state and of the output. */
  readonly units: number;
  /** Whether a bias is added. @default true */
  readonly useBias?: boolean;
  /** Gives the whole sequence [batch, time, units] instead of the last output [batch, units]. @default false */
  readonly returnSequences?: boolean;
  /** Gives, behind the output, the last state [batch, units] (of an LSTM also the cell). @default false */
  readonly returnState?: boolean;
  /** Reads from the last position to the first; a returned sequence is then in that order. @default false */
  readonly goBackwards?: boolean;
  /**
   * Starts each batch in the state that the batch before ended in, row by row; needs a `batchInputShape` on the first
   * layer, `shuffle: false` in `fit`, and `resetStates()` where sequences begin anew. @default false
   */
  readonly stateful?: boolean;
  /** Masked positions give zeros instead of repeating the output before them. @default false */
  readonly zeroOutputForMask?: boolean;
  /** Share of the inputs that is dropped in training, the same ones at all positions of a sequence. @default 0 */
  readonly dropout?: number;
  /** Share of the state that is dropped where it enters the recurrent product, likewise. @default 0 */
  readonly recurrentDropout?: number;
  /** Seeds the dropout and the default initializers; give each layer its own. @default drawn at random */
  readonly seed?: number;
  /** Of the kernel [inputUnits, gates · units]. @default glorotUniform */
  readonly kernelInitializer?: GRULayerArgs['kernelInitializer'];
  /** Of the recurrent kernel [units, gates · units]. @default this package's orthogonal */
  readonly recurrentInitializer?: GRULayerArgs['recurrentInitializer'];
  /** Of the bias. @default zeros */
  readonly biasInitializer?: GRULayerArgs['biasInitializer'];
  readonly kernelRegularizer?: GRULayerArgs['kernelRegularizer'];
  readonly recurrentRegularizer?: GRULayerArgs['recurrentRegularizer'];
  readonly biasRegularizer?: GRULayerArgs['biasRegularizer'];
  readonly kernelConstraint?: GRULayerArgs['kernelConstraint'];
  readonly recurrentConstraint?: GRULayerArgs['recurrentConstraint'];
  readonly biasConstraint?: GRULayerArgs['biasConstraint'];
  /** The only activation that the fused kernels have; another is refused. @default 'tanh' */
  readonly activation?: 'tanh';
  /** What every layer of TensorFlow.js takes. */
  readonly name?: GRULayerArgs['name'];
  readonly trainable?: GRULayerArgs['trainable'];
  readonly weights?: GRULayerArgs['weights'];
  readonly inputShape?: GRULayerArgs['inputShape'];
  readonly batchInputShape?: GRULayerArgs['batchInputShape'];
  readonly batchSize?: GRULayerArgs['batchSize'];
  readonly dtype?: GRULayerArgs['dtype'];
  readonly inputDType?: GRULayerArgs['inputDType'];
}

const optionNames: readonly (keyof RecurrentLayerOptions)[] = [
  'units',
  'useBias',
  'returnSequences',
  'returnState',
  'goBackwards',
  'stateful',
  'zeroOutputForMask',
  'dropout',
  'recurrentDropout',
  'seed',
  'kernelInitializer',
  'recurrentInitializer',
  'biasInitializer',
  'kernelRegularizer',
  'recurrentRegularizer',
  'biasRegularizer',
  'kernelConstraint',
  'recurrentConstraint',
  'biasConstraint',
  'activation',
  'name',
  'trainable',
  'weights',
  'inputShape',
  'batchInputShape',
  'batchSize',
  'dtype',
  'inputDType',
];

/** Checks the options that all layers share; `own` are the further ones of the layer called `owner`. */
export function checkOptions(owner: string, options: RecurrentLayerOptions, own: readonly string[]): void {
  assertKnownOptions(owner, options, [...optionNames, ...own]);
  const { units, dropout, recurrentDropout, seed } = options;
  assertPositiveInteger('units', units);
  for (const [name, rate] of Object.entries({ dropout, recurrentDropout })) {
    if (rate === undefined) continue;
    assertNumberWithin(name, rate, { minimum: 0, maximum: 1 });
    if (rate === 1) refuse(name, rate, { expected: 'below 1', remedy: 'Nothing would be left.' });
  }
  if (seed !== undefined && !Number.isSafeInteger(seed)) refuse('seed', seed, { expected: 'an integer' });
  const chosen = options as { readonly activation?: string; readonly recurrentActivation?: string };
  checkActivation(owner, 'activation', chosen.activation ?? 'tanh');
  checkActivation(owner, 'recurrentActivation', chosen.recurrentActivation ?? 'sigmoid');
}

function checkActivation(owner: string, name: 'activation' | 'recurrentActivation', value: string): void {
  const only = { activation: 'tanh', recurrentActivation: 'sigmoid' }[name];
  if (value === only) return;
  refuse(name, value, {
    expected: `'${only}', the only one that the fused kernels have`,
    remedy: `For another use tf.layers.${owner}.`,
  });
}
