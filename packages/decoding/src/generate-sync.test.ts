import { Random } from '@refrain/core';
import { generate } from './generate.js';
import { generateSync } from './generate-sync.js';
import { temperature } from './processors/temperature.js';
import { categorical } from './samplers/categorical.js';
import { greedy } from './samplers/greedy.js';
import { collect } from './test-support/collect.js';
import { chaoticModel, spellingModel, unspell } from './test-support/fake-model.js';

describe('generateSync', () => {
  it('spells what the model prefers', () => {
    const model = spellingModel('sequentially');
    const options = { model, state: model.initialState(1), prompt: [0], maxTokens: 12, sampler: greedy() };
    expect(unspell(Array.from(generateSync(options), ({ id }) => id))).toBe('sequentially');
  });

  it('gives the same tokens as generate', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const options = (): Parameters<typeof generate>[0] => {
        const model = chaoticModel();
        const sampled = { processors: [temperature(1.2)], sampler: categorical(), random: new Random(seed) };
        return { model, state: model.initialState(1), prompt: [seed % 12], maxTokens: 15, ...sampled } as never;
      };
      expect(Array.from(generateSync(options()))).toEqual(await collect(generate(options())));
    }
  });

  it('computes nothing before the consumer asks', () => {
    const model = spellingModel('abc');
    const tokens = generateSync({ model, state: model.initialState(1), prompt: [0], maxTokens: 3, sampler: greedy() });
    expect(model.steps).toBe(0);
    tokens.next();
    expect(model.steps).toBe(1);
    tokens.return();
  });
});
