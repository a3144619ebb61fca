import { Random } from '@refrain/core';
import fc from 'fast-check';
import { distributionOf } from '../distribution.js';
import { generate } from '../generate.js';
import { forbidIds } from '../processors/forbid-ids.js';
import { noRepeatNgram } from '../processors/no-repeat-ngram.js';
import { greedy } from '../samplers/greedy.js';
import { stopAtIds } from '../stop/stop-at-ids.js';
import { batchModel, chaoticBatchModel } from '../test-support/batch-model.js';
import type { BatchModel } from '../test-support/batch-model.js';
import { collect } from '../test-support/collect.js';
import { beamSearch, beamSearchBatch } from './beam-search.js';
import type { BeamStep, Hypothesis } from './hypothesis.js';
import { gnmt, lengthPower } from './length-penalty.js';

const [startId, endId] = [0, 1];
const base = { startId, endId, beamWidth: 3, maxTokens: 6 };
const seeds = { seed: 42, numRuns: 60 };

/** The log-probability of a text by a forward pass over the whole of it. */
async function rescored(model: BatchModel, source: readonly number[], ids: readonly number[]): Promise<number> {
  let state = model.start(source);
  let total = 0;
  for (const [position, id] of ids.entries()) {
    const before = state;
    const step = await model.step(Int32Array.of(position === 0 ? startId : ids[position - 1]!), before);
    model.dispose(before);
    state = step.state;
    total += distributionOf(step.logits.slice()).logProbability(id);
  }
  model.dispose(state);
  return total;
}

const withEnd = ({ ids, finished }: Hypothesis): number[] => [...ids, ...(finished ? [endId] : [])];

/** Every text up to a length, best first. */
async function exhaustive(model: BatchModel, source: readonly number[], maxTokens: number, penalty = (_: number) => 1) {
  const found: { ids: number[]; score: number }[] = [];
  const extend = async (ids: readonly number[]): Promise<void> => {
    for (let id = 0; id < model.vocabularySize; id++) {
      const longer = [...ids, id];
      if (id !== endId && longer.length < maxTokens) await extend(longer);
      else found.push({ ids: longer, score: (await rescored(model, source, longer)) / penalty(longer.length) });
    }
  };
  await extend([]);
  return found.sort((left, right) => right.score - left.score);
}

describe('beamSearch', () => {
  it('finds the text that greedy decoding misses', async () => {
    // 2 looks best at first, but 3 then 1 is the more probable text: .4 · .9 against .5 · .4 and less.
    const next = new Map([
      ['0', [0, 0.1, 0.5, 0.4]],
      ['0 2', [0, 0.4, 0.3, 0.3]],
      ['0 3', [0, 0.9, 0.05, 0.05]],
    ]);
    const model = batchModel({
      vocabularySize: 4,
      logits: (read) => (next.get(read.slice(0, 2).join(' ')) ?? [0, 1, 0, 0]).map(Math.log),
    });
    const [greedyText] = await beamSearch({ ...base, model, state: model.start([]), beamWidth: 1 });
    const [best] = await beamSearch({ ...base, model, state: model.start([]), beamWidth: 2 });
    expect([Array.from(greedyText!.ids), Math.exp(greedyText!.logProbability).toFixed(2)]).toEqual([[2], '0.20']);
    expect([Array.from(best!.ids), Math.exp(best!.logProbability).toFixed(2)]).toEqual([[3], '0.36']);
    expect(best).toMatchObject({ finished: true, score: best!.logProbability });
    model.assertNoneAlive();
  });

  it('is greedy with a width of 1, whatever the penalties', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        async (seed, maxTokens, alpha) => {
          const model = chaoticBatchModel({ seed });
          const options = { model, maxTokens, processors: [noRepeatNgram(2)] };
          const single = { ...options, prompt: [startId], sampler: greedy(), stop: stopAtIds([endId]) };
          const tokens = await collect(generate({ ...single, state: model.start([]) }));
          const [best] = await beamSearch({
            ...base,
            ...options,
            state: model.start([]),
            beamWidth: 1,
            lengthPenalty: gnmt(alpha),
          });
          expect(withEnd(best!)).toEqual(tokens.map(({ id }) => id));
          expect(best!.logProbability).toBeCloseTo(
            tokens.reduce((sum, token) => sum + token.logProbability, 0),
            10,
          );
          model.assertNoneAlive();
        },
      ),
      seeds,
    );
  });

  it('is exhaustive search with the full width', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(0, 0.6, 1), async (seed, alpha) => {
        const model = chaoticBatchModel({ seed, vocabularySize: 3 });
        const lengthPenalty = lengthPower(alpha);
        const all = await exhaustive(model, [7], 4, lengthPenalty);
        const found = await beamSearch({
          ...base,
          model,
          state: model.start([7]),
          beamWidth: 81,
          maxTokens: 4,
          nBest: 81,
          lengthPenalty,
        });
        expect(found.map(withEnd)).toEqual(all.map(({ ids }) => ids));
        for (const [rank, { score }] of found.entries()) expect(score).toBeCloseTo(all[rank]!.score, 10);
        model.assertNoneAlive();
      }),
      { ...seeds, numRuns: 20 },
    );
  });

  it('gives each text the log-probability that a whole forward pass gives it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const model = chaoticBatchModel({ seed });
        const found = await beamSearch({
          ...base,
          model,
          state: model.start([1, 2]),
          nBest: 3,
          lengthPenalty: gnmt(0.6),
        });
        for (const hypothesis of found) {
          expect(hypothesis.logProbability).toBeCloseTo(await rescored(model, [1, 2], withEnd(hypothesis)), 10);
          expect(hypothesis.score).toBeCloseTo(
            hypothesis.logProbability / ((5 + withEnd(hypothesis).length) / 6) ** 0.6,
            10,
          );
        }
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((left, right) => right - left));
      }),
      seeds,
    );
  });

  it('gives each source of a batch what it would get alone, and stops reading those that are done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 5 }), async (seed, sources) => {
        const model = chaoticBatchModel({ seed, asynchronous: seed % 2 === 0 });
        const given = Array.from({ length: sources }, (_, source) => [source, seed]);
        const options = {
          ...base,
          model,
          nBest: 2,
          lengthPenalty: gnmt(1),
          coveragePenalty: 0.2,
          diversity: { groups: 3, penalty: 0.5 },
        };
        const together = await beamSearchBatch({ ...options, sources, state: model.start(...given) });
        const rowsTogether = model.rowsRead;
        const alone: Hypothesis[][] = [];
        for (const source of given) alone.push(await beamSearch({ ...options, state: model.start(source) }));
        expect(together).toEqual(alone);
        expect(model.rowsRead).toBe(2 * rowsTogether);
        model.assertNoneAlive();
      }),
      seeds,
    );
  });

  it('stops before the limit only where no better text can come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(0, 0.6, 1, 2), async (seed, alpha) => {
        const model = chaoticBatchModel({ seed });
        const options = { ...base, model, maxTokens: 8, beamWidth: 6, lengthPenalty: lengthPower(alpha) };
        const [best] = await beamSearch({ ...options, state: model.start([]) });
        const all = await beamSearch({ ...options, state: model.start([]), nBest: 6 });
        expect(best).toEqual(all[0]);
      }),
      seeds,
    );
  });

  it('takes processors for a least length and against repetition', async () => {
    const model = chaoticBatchModel({ seed: 3 });
    const processors = [forbidIds([endId], { firstSteps: 3 }), noRepeatNgram(1)];
    const found = await beamSearch({ ...base, model, state: model.start([]), maxTokens: 5, nBest: 3, processors });
    for (const { ids } of found) {
      expect(ids.length).toBeGreaterThanOrEqual(3);
      expect(new Set([startId, ...ids]).size).toBe(ids.length + 1);
    }
  });

  it('prefers longer texts with a length penalty', async () => {
    // Each step ends with probability .5: without a penalty the empty text wins, by the mean all are equal.
    const model = batchModel({ vocabularySize: 3, logits: () => [-Infinity, Math.log(0.5), Math.log(0.5)] });
    const lengths = async (alpha: number) => {
      const found = await beamSearch({
        ...base,
        model,
        state: model.start([]),
        nBest: 3,
        lengthPenalty: lengthPower(alpha),
      });
      return found.map(({ ids }) => ids.length);
    };
    expect(await lengths(0)).toEqual([0, 1, 2]);
    expect(await lengths(2)).toEqual([2, 1, 0]);
  });

  it('prefers texts that cover the source with a coverage penalty', async () => {
    // 2 looks at both words in turn and ends; 3, more probable, looks at the first word twice.
    const looks: Record<string, number[]> = { '0': [1, 0], '0 2': [0, 1], '0 3': [1, 0.01] };
    const model = batchModel({
      vocabularySize: 4,
      logits: (read) => (read.length === 1 ? [0, 0, 0.4, 0.6] : [0, 1, 0, 0]).map(Math.log),
      attention: (read) => looks[read.join(' ')]!,
    });
    const best = async (coveragePenalty: number) => {
      const [found] = await beamSearch({ ...base, model, state: model.start([]), coveragePenalty });
      return {
        ids: Array.from(found!.ids),
        score: found!.score,
        attention: found!.attention!.map((row) => Array.from(row)),
      };
    };
    expect((await best(0)).ids).toEqual([3]);
    expect(await best(0.5)).toMatchObject({
      ids: [2],
      attention: [
        [1, 0],
        [0, 1],
      ],
    });
    expect((await best(0.5)).score).toBeCloseTo(Math.log(0.4), 6);
  });

  it('makes groups differ', async () => {
    const model = batchModel({
      vocabularySize: 5,
      logits: (read) => (read.length === 1 ? [-9, -9, 3, 2, 1] : [-9, 9, -9, -9, -9]),
    });
    const firsts = async (penalty: number) => {
      const found = await beamSearch({
        ...base,
        model,
        state: model.start([]),
        nBest: 3,
        diversity: { groups: 3, penalty },
      });
      return found.map(({ ids }) => ids[0]);
    };
    expect(await firsts(0)).toEqual([2, 2, 2]);
    expect(await firsts(1.5)).toEqual([2, 2, 3]);
    expect(new Set(await firsts(10))).toEqual(new Set([2, 3, 4]));
  });

  it('tells of every step what makes the tree', async () => {
    const model = chaoticBatchModel({ seed: 5 });
    const steps: BeamStep[] = [];
    const [best] = await beamSearch({ ...base, model, state: model.start([]), onStep: (step) => steps.push(step) });
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, position) => position));
    const nodes = new Map(steps.flatMap(({ beams }) => beams.map((node) => [node.node, node] as const)));
    const path: number[] = [];
    let node = [...nodes.values()].find(
      ({ finished, logProbability }) => finished && logProbability === best!.logProbability,
    )!;
    for (; node !== undefined; node = nodes.get(node.parent)!) path.unshift(node.id);
    expect(path).toEqual(withEnd(best!));
  });

  it('draws nothing at random', async () => {
    const model = chaoticBatchModel({ seed: 6 });
    const random = new Random(1);
    const run = () => beamSearch({ ...base, model, state: model.start([random.integer(1)]), nBest: 3 });
    expect(await run()).toEqual(await run());
  });
});
