import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { evaluate } from './evaluate.js';
import { ScriptedModel } from './testing/scripted-model.js';
import { dataset, tinyBatches } from './testing/tiny-data.js';
import { TinyRnn } from './testing/tiny-rnn.js';

describe('evaluate', () => {
  it('gives the means over all tokens', async () => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      const data = dataset([
        { loss: 1, weight: 3, accuracy: 1 },
        { loss: 5, weight: 1, accuracy: 0 },
      ]);
      expect(await evaluate({ model, data })).toEqual({ loss: 2, weight: 4, metrics: { accuracy: 0.75 } });
      model.dispose();
    });
  });

  it('gives the same for strips with carried state as for the whole text at once', async () => {
    await expectNoNewTensors(async () => {
      const model = new TinyRnn(5, 0.5);
      const strips = await evaluate({ model, data: dataset(tinyBatches(4, { carried: true, time: 3 })) });
      const whole = await evaluate({ model, data: dataset(tinyBatches(1, { carried: true, time: 12 })) });
      expect(strips.weight).toBe(24);
      expectClose([strips.loss, strips.metrics.accuracy!], [whole.loss, whole.metrics.accuracy!]);
      model.dispose();
    });
  });

  it('has no mean where there is no token', async () => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      expect(await evaluate({ model, data: dataset([]) })).toEqual({ loss: Number.NaN, weight: 0, metrics: {} });
      const { loss } = await evaluate({ model, data: dataset([{ loss: 1, weight: 0 }]) });
      expect(loss).toBeNaN();
      model.dispose();
    });
  });

  it('rejects with the signal’s reason when it aborts', async () => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(evaluate({ model, data: dataset([{ loss: 1 }]), signal })).rejects.toThrow('enough');
      model.dispose();
    });
  });

  it('refuses an unknown option', async () => {
    const options = { model: new ScriptedModel(), data: dataset([]), batches: 1 };
    await expect(evaluate(options)).rejects.toThrow(
      'evaluate does not know the option "batches"; known options are model, data, random, signal.',
    );
    options.model.dispose();
  });
});
