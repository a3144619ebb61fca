import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOptimizer } from '@refrain/app-kit/training';
import { useRefrain } from '@refrain/backend';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { train } from '@refrain/training';
import type { Callback } from '@refrain/training';
import * as tf from '@tensorflow/tfjs-core';
import { consecutiveWindows } from '@refrain/data';
import { newModel } from '../assemble.js';
import { runSettings } from '../settings.js';

/** What the recipe gave in PyTorch; `lyrics.golden.py` beside this file made it. */
const golden = JSON.parse(readFileSync(join(__dirname, 'lyrics.golden.json'), 'utf8')) as {
  ids: number[];
  weights: Record<string, number[]>;
  losses: number[];
};

beforeAll(useRefrain);

describe('the preset lyrics', () => {
  it('trains step by step as the recipe does in PyTorch: carried state, one norm for all gradients, rate 100', async () => {
    await expectNoNewTensors(async () => {
      const settings = { ...runSettings({ preset: 'lyrics', units: [4], length: 5, batch: 2 }), epochs: 2 };
      const model = newModel(settings, 6);
      tf.tidy(() => {
        for (const { name, variable } of model.variables()) {
          variable.assign(tf.tensor(golden.weights[name]!, variable.shape));
        }
      });
      const data = consecutiveWindows(Int32Array.from(golden.ids), { length: 5, batchSize: 2 });
      const optimizer = runOptimizer(settings, { steps: 12, stepsPerEpoch: 6 });
      const losses: number[] = [];
      const record: Callback = { name: 'losses', onStep: ({ loss }) => void losses.push(loss) };
      await train({ model, data, optimizer, epochs: 2, clipGlobalNorm: settings.clipNorm!, callbacks: [record] });
      expectClose(losses, golden.losses, { absolute: 1e-3 });
      optimizer.dispose();
      model.dispose();
    });
  });
});
