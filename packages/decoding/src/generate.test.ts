import { Random } from '@refrain/core';
import fc from 'fast-check';
import { generate } from './generate.js';
import type { GeneratedToken } from './generated-token.js';
import type { GenerationOptions } from './generation-options.js';
import { temperature } from './processors/temperature.js';
import { topK } from './processors/top-k.js';
import { categorical } from './samplers/categorical.js';
import { greedy } from './samplers/greedy.js';
import { stopAtIds } from './stop/stop-at-ids.js';
import { collect } from './test-support/collect.js';
import { chaoticModel, fakeModel, spell, spellingModel, unspell } from './test-support/fake-model.js';
import type { FakeModel, FakeState } from './test-support/fake-model.js';

type Options = Omit<GenerationOptions<FakeState>, 'state' | 'model'>;

const start = { prompt: [0], sampler: greedy() };

function run(model: FakeModel, options: Options): AsyncGenerator<GeneratedToken, void, void> {
  return generate({ model, state: model.initialState(1), ...options });
}

async function idsOf(tokens: AsyncIterable<GeneratedToken>): Promise<number[]> {
  return (await collect(tokens)).map(({ id }) => id);
}

describe('generate', () => {
  it('spells what the model prefers', async () => {
    const ids = await idsOf(run(spellingModel('sequentially'), { ...start, maxTokens: 12 }));
    expect(unspell(ids)).toBe('sequentially');
  });

  it('reads the whole prompt first, then what it generated', async () => {
    const read: string[] = [];
    const logits = (ids: readonly number[]): number[] => {
      read.push(ids.join(''));
      return [0, 0, 1];
    };
    const model = fakeModel({ vocabularySize: 3, logits });
    await idsOf(run(model, { ...start, prompt: Int32Array.of(0, 1, 0), maxTokens: 3 }));
    expect(read).toEqual(['0', '01', '010', '0102', '01022']);
  });

  it('delivers the id it stops at, and says why it ended', async () => {
    const stop = stopAtIds(spell('t'));
    const tokens = await collect(run(spellingModel('sequentially'), { ...start, maxTokens: 20, stop }));
    expect(unspell(tokens.map(({ id }) => id))).toBe('sequent');
    expect(tokens.map(({ finishReason }) => finishReason).filter(Boolean)).toEqual(['stop']);
    expect(tokens.at(-1)!.finishReason).toBe('stop');
  });

  it('ends at the limit, but says stop where both hold', async () => {
    const ends = async (options: Partial<Options>): Promise<unknown> =>
      (await collect(run(spellingModel('abc'), { ...start, maxTokens: 3, ...options }))).at(-1);
    expect(await ends({})).toMatchObject({ id: 2, finishReason: 'maxTokens' });
    expect(await ends({ stop: [stopAtIds([9]), stopAtIds([2])] })).toMatchObject({ id: 2, finishReason: 'stop' });
  });

  it('runs on without a limit until a condition of its own holds', async () => {
    const stop = ({ ids, step }: { ids: readonly number[]; step: number }): boolean =>
      step === 500 && ids.length === 501;
    expect(await idsOf(run(spellingModel(''), { ...start, maxTokens: Infinity, stop }))).toHaveLength(500);
  });

  it('runs the processors in the order given, each seeing what was read', async () => {
    const calls: unknown[] = [];
    const first = (logits: Float32Array, { ids, step }: { ids: readonly number[]; step: number }): void => {
      calls.push(['first', [...ids], step]);
      logits[1] = 20;
    };
    const second = (logits: Float32Array): void => {
      calls.push(['second', logits[1]]);
    };
    await idsOf(run(spellingModel('zz'), { ...start, maxTokens: 2, processors: [first, second] }));
    expect(calls).toEqual([
      ['first', [0], 0],
      ['second', 20],
      ['first', [0, 1], 1],
      ['second', 20],
    ]);
  });

  it('leaves the logits of the model as they are', async () => {
    const logits = Float32Array.of(1, 2, 3);
    const model = { ...fakeModel({ vocabularySize: 3, logits: () => [] }), step: () => ({ logits, state: 0 }) };
    const options = { model, state: 0, ...start, maxTokens: 1, processors: [temperature(0.1), topK(1)] };
    await collect(generate({ ...options, model: { ...model, select: () => 0, dispose: () => {} } }));
    expect(Array.from(logits)).toEqual([1, 2, 3]);
  });

  it('reports the log-probability behind the processors, and the one of the model on request', async () => {
    const model = fakeModel({ vocabularySize: 3, logits: () => [0, Math.log(2), Math.log(5)] });
    const options = { ...start, maxTokens: 1, processors: [temperature(0.5)], modelLogProbability: true };
    const [token] = await collect(run(model, options));
    // 25 / (1 + 4 + 25) and 5 / (1 + 2 + 5)
    expect(Math.exp(token!.logProbability)).toBeCloseTo(25 / 30, 6);
    expect(Math.exp(token!.modelLogProbability!)).toBeCloseTo(5 / 8, 6);
  });

  it('reports the most probable ids on request, best first, without forbidden ones', async () => {
    const model = fakeModel({ vocabularySize: 4, logits: () => [Math.log(2), -Infinity, Math.log(6), Math.log(2)] });
    const [token] = await collect(run(model, { ...start, maxTokens: 1, topLogProbabilities: 9 }));
    expect(token!.topLogProbabilities!.map(({ id }) => id)).toEqual([2, 0, 3]);
    const probabilities = token!.topLogProbabilities!.map(({ logProbability }) => Math.exp(logProbability));
    [0.6, 0.2, 0.2].forEach((probability, rank) => expect(probabilities[rank]).toBeCloseTo(probability, 6));
  });

  it('reports nothing that was not asked for', async () => {
    const tokens = await collect(run(spellingModel('ab'), { ...start, maxTokens: 2 }));
    expect(Object.keys(tokens[0]!)).toEqual(['id', 'logProbability']);
  });

  it('computes nothing before the consumer asks', async () => {
    const model = spellingModel('abc');
    const random = new Random(1);
    const tokens = run(model, { prompt: [0, 1], maxTokens: 3, sampler: categorical(), random });
    await new Promise((resolve) => setImmediate(resolve));
    expect(model.steps).toBe(0);
    await tokens.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(model.steps).toBe(2);
    const once = new Random(1);
    once.uniform();
    expect(random.state()).toEqual(once.state());
    await tokens.return();
  });

  it('lets timers run while a model answers at once', async () => {
    let fired = false;
    const timer = setTimeout(() => (fired = true), 0);
    await collect(run(spellingModel(''), { ...start, maxTokens: Infinity, stop: () => fired }));
    clearTimeout(timer);
    expect(fired).toBe(true);
  });
});

describe('laws of generate', () => {
  const seeds = fc.integer({ min: 0, max: 1000 });
  const sampled = (seed: number): Options => ({
    prompt: [seed % 12, 3],
    maxTokens: 20,
    processors: [temperature(1.3)],
    sampler: categorical(),
    random: new Random(seed),
  });

  it('greedy is the chain of best ids', async () => {
    const model = chaoticModel();
    let state = model.initialState(1);
    const chain = [5];
    for (let step = 0; step < 30; step++) {
      const next = (await model.step(Int32Array.of(chain.at(-1)!), state)) as {
        logits: Float32Array;
        state: FakeState;
      };
      state = next.state;
      chain.push(next.logits.indexOf(Math.max(...next.logits)));
    }
    expect(await idsOf(run(chaoticModel(), { ...start, prompt: [5], maxTokens: 30 }))).toEqual(chain.slice(1));
  });

  it('gives the same tokens for the same seed, whether the model answers at once or later', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const tokens = await collect(run(chaoticModel(), sampled(seed)));
        expect(await collect(run(chaoticModel({ asynchronous: true }), sampled(seed)))).toEqual(tokens);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('tends to the greedy choice as the temperature falls', async () => {
    const greedily = await idsOf(run(chaoticModel(), { ...start, maxTokens: 20 }));
    for (const value of [1e-4, 1e-39, 1e-300]) {
      const options = { ...sampled(3), prompt: [0], processors: [temperature(value)] };
      expect(await idsOf(run(chaoticModel(), options))).toEqual(greedily);
    }
  });

  it('goes on after an interruption as if there had been none', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 0, max: 20 }), async (seed, length) => {
        const whole = await collect(run(chaoticModel(), sampled(seed)));
        const options = sampled(seed);
        const first: GeneratedToken[] = [];
        const tokens = run(chaoticModel(), options);
        while (first.length < length) first.push((await tokens.next()).value!);
        await tokens.return();
        const saved = JSON.parse(
          JSON.stringify({ generated: first.map(({ id }) => id), random: options.random!.state() }),
        ) as { generated: number[]; random: [number, number, number, number] };

        const { generated } = saved;
        const rest = await collect(run(chaoticModel(), { ...options, generated, random: Random.from(saved.random) }));
        expect([...first, ...rest]).toEqual(whole);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('adds nothing to what had already ended', async () => {
    const model = spellingModel('abc');
    expect(await collect(run(model, { ...start, maxTokens: 9, generated: [0, 1], stop: stopAtIds([1]) }))).toEqual([]);
    expect(await collect(run(model, { ...start, maxTokens: 2, generated: [0, 1] }))).toEqual([]);
    expect(model.steps).toBe(0);
    model.assertNoneAlive();
  });
});
