import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { orthogonal } from './index.js';
import { numbers } from './test-support/numbers.js';
import { savedArtifacts } from './test-support/saved-artifacts.js';

tf.env().set('IS_TEST', true);

describe('orthogonal', () => {
  it('initializes any layer of TensorFlow.js and is saved with it', async () => {
    await expectNoNewTensors(async () => {
      const model = tfl.sequential();
      const kernelInitializer = orthogonal({ seed: 42, gain: 2 });
      model.add(tfl.layers.dense({ units: 3, inputShape: [5], kernelInitializer, useBias: false }));
      tf.tidy(() => {
        const [kernel] = model.getWeights();
        expectClose(numbers(tf.matMul(kernel!, kernel!, true)), numbers(tf.mul(tf.eye(3), 4)));
      });
      const again = await tfl.loadLayersModel(tf.io.fromMemory(await savedArtifacts(model)));
      expect(again.layers[0]!.getConfig()['kernelInitializer']).toEqual({
        className: 'RefrainOrthogonal',
        config: { gain: 2, seed: 42 },
      });
      model.dispose();
      again.dispose();
    });
  });

  it('refuses what it cannot use', () => {
    expect(() => orthogonal({ gain: NaN })).toThrow('gain must be a finite number; received NaN.');
    expect(() => orthogonal({ seed: 1.5 })).toThrow('seed must be an integer; received 1.5.');
    expect(() => orthogonal({ sed: 1 } as object)).toThrow(
      'orthogonal does not know the option "sed"; known options are gain, seed.',
    );
  });
});
