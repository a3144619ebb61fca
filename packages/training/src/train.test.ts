import '@tensorflow/tfjs-backend-cpu';
import { expectNoNewTensors } from '@refrain/testing';
import { nadam } from './optimizers/nadam.js';
import { dataset, tinyBatches } from './testing/tiny-data.js';
import { TinyRnn } from './testing/tiny-rnn.js';
import { train } from './train.js';

describe('train', () => {
  it('learns a text that repeats itself', async () => {
    const history = await expectNoNewTensors(async () => {
      const model = new TinyRnn(1);
      const optimizer = nadam(0.05);
      const data = dataset(tinyBatches(6, { carried: true }));
      const result = await train({ model, data, validation: data, optimizer, epochs: 20 });
      optimizer.dispose();
      model.dispose();
      return result;
    });
    expect(history.rows).toHaveLength(20);
    expect(history.rows.at(-1)!.loss).toBeLessThan(0.05);
  });
});
