import { Random } from '@refrain/core';
import { categorical, generate, temperature } from '@refrain/decoding';
import { configurations, makeModel } from '../workload.mjs';

/** Characters sampled a second, one row, temperature 0.8, through the public generator. */
export async function* run({ smoke }) {
  const model = await makeModel(configurations['geron-gru']);
  const sample = async (maxTokens) => {
    let last = 0;
    for await (const { id } of generate({
      model,
      state: model.initialState(1),
      prompt: Int32Array.of(0),
      maxTokens,
      processors: [temperature(0.8)],
      sampler: categorical(),
      random: new Random(7),
    })) {
      last = id;
    }
    return last;
  };
  await sample(smoke ? 1 : 20_000);
  const count = smoke ? 10 : 100_000;
  const start = performance.now();
  await sample(count);
  const rate = (count / (performance.now() - start)) * 1000;
  model.dispose();
  yield { name: 'refrain/generate/geron-gru', value: Math.round(rate), unit: 'characters/s', config: { rows: 1 } };
}
