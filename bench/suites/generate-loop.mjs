import { Random } from '@refrain/core';
import { categorical, generate, generateSync, greedy, streamText, temperature, topK } from '@refrain/decoding';

const vocabularySize = 39;
const random = new Random(1);
const rows = Array.from({ length: 64 }, () =>
  Float32Array.from({ length: vocabularySize }, () => 4 * random.uniform() - 2),
);
const model = {
  vocabularySize,
  step: (ids, state) => ({ logits: rows[state & 63], state: state + 1 }),
  select: (state) => state,
  dispose: () => {},
};
const decoder = { push: (id) => String.fromCharCode(97 + id), flush: () => '' };

const cases = {
  greedy: () => ({ sampler: greedy() }),
  categorical: () => ({ sampler: categorical() }),
  temperature: () => ({ sampler: categorical(), processors: [temperature(0.8)] }),
  'temperature-top-k': () => ({ sampler: categorical(), processors: [temperature(0.8), topK(10)] }),
};

/** What decoding itself costs beside the model: ids a second over a model that does nothing but answer. */
export async function* run({ smoke }) {
  const maxTokens = smoke ? 100 : 400_000;
  for (const [name, options] of Object.entries(cases)) {
    const generation = () => ({ model, state: 0, prompt: [0], maxTokens, random: new Random(2), ...options() });
    yield await fastest(`generate-loop/${name}`, maxTokens, async () => {
      let sum = 0;
      for await (const { id } of generate(generation())) sum += id;
      return sum;
    });
    yield await fastest(`generate-loop/${name}-text`, maxTokens, async () => {
      let length = 0;
      for await (const piece of streamText({ ...generation(), decoder })) length += piece.length;
      return length;
    });
    yield await fastest(`generate-loop/${name}-sync`, maxTokens, () => {
      let sum = 0;
      for (const { id } of generateSync(generation())) sum += id;
      return sum;
    });
  }
}

/** The rate of the fastest of five runs: the others were disturbed or still compiling. */
async function fastest(name, count, work) {
  let seconds = Infinity;
  for (let repetition = 0; repetition < 5; repetition++) {
    const start = performance.now();
    await work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { name: `refrain/${name}`, value: Math.round(count / seconds), unit: 'ids/s', config: { vocabularySize } };
}
