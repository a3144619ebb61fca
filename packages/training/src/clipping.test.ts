import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { sgd } from './optimizers/sgd.js';
import { lambda } from './callbacks/lambda.js';
import type { ClippingOptions } from './clipping.js';
import { ScriptedModel } from './testing/scripted-model.js';
import { dataset } from './testing/tiny-data.js';
import { train } from './train.js';

/** By how much one step at rate 1 changes a [2] and b [1], and the gradient norm it reports. */
async function step(gradients: readonly [number[], number[]], options: ClippingOptions) {
  return expectNoNewTensors(async () => {
    const model = new ScriptedModel();
    const before = model.values();
    let norm: number | undefined;
    const callbacks = [lambda({ onStep: ({ gradientNorm }) => void (norm = gradientNorm) })];
    const data = dataset([{ loss: 1, gradients }]);
    await train({ model, data, optimizer: sgd(1), steps: 1, callbacks, ...options });
    const change = model.values().map((value, position) => before[position]! - value);
    model.dispose();
    return { change, norm };
  });
}

describe('clipping', () => {
  it('by value clamps every number', async () => {
    const { change } = await step([[3, -0.5], [-12]], { clipValue: 1 });
    expectClose(change, [1, -0.5, -1]);
  });

  it('by norm scales each gradient by its own', async () => {
    const { change } = await step([[3, -4], [-2]], { clipNorm: 2.5 });
    expectClose(change, [1.5, -2, -2]);
  });

  it('by global norm scales all gradients alike', async () => {
    const { change, norm } = await step([[3, -4], [-12]], { clipGlobalNorm: 6.5 });
    expect(norm).toBe(13);
    expectClose(change, [1.5, -2, -6]);
  });

  it.each([{ clipNorm: 20 }, { clipGlobalNorm: 20 }, { clipValue: 20 }, {}])(
    'leaves gradients within %j as they are',
    async (options) => {
      const { change } = await step([[3, -4], [-12]], options);
      expect(change).toEqual([3, -4, -12]);
    },
  );

  it.each([{ clipNorm: 1 }, { clipGlobalNorm: 1 }])('does not hide with %j what is not a number', async (options) => {
    const { change } = await step([[Number.NaN, 1], [1]], options);
    expect(change[0]).toBeNaN();
  });
});
