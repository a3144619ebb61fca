import { distributionOf } from '../distribution.js';
import { batchModel, chaoticBatchModel } from '../test-support/batch-model.js';
import { beamSearch } from './beam-search.js';
import { ensemble } from './ensemble.js';

const base = { startId: 0, endId: 1, beamWidth: 3, maxTokens: 6, nBest: 3 };
const sure = batchModel({ vocabularySize: 3, logits: () => [0.8, 0.2, 0].map(Math.log), attention: () => [1, 0] });
const unsure = batchModel({ vocabularySize: 3, logits: () => [0.2, 0.2, 0.6].map(Math.log), attention: () => [0, 1] });

describe('ensemble', () => {
  it.each([
    ['probabilities', [0.5, 0.2, 0.3]],
    // Square roots of .16, .04 and 0, made a distribution again.
    ['log-probabilities', [0.4 / 0.6, 0.2 / 0.6, 0]],
  ] as const)('averages %s', async (average, expected) => {
    const model = ensemble([sure, unsure], { average });
    const states = [sure.start([]), unsure.start([])];
    const step = await model.step(Int32Array.of(0), states);
    const distribution = distributionOf(step.logits);
    for (const [id, probability] of expected.entries())
      expect(distribution.probability(id)).toBeCloseTo(probability, 6);
    expect(Array.from(step.attention!)).toEqual([0.5, 0.5]);
    model.dispose(states);
    model.dispose(step.state);
    sure.assertNoneAlive();
    unsure.assertNoneAlive();
  });

  it('of one model is that model', async () => {
    const single = chaoticBatchModel({ seed: 4 });
    const alone = await beamSearch({ ...base, model: single, state: single.start([]) });
    const found = await beamSearch({ ...base, model: ensemble([single]), state: [single.start([])] });
    expect(found.map(({ ids }) => ids)).toEqual(alone.map(({ ids }) => ids));
    for (const [rank, { score }] of found.entries()) expect(score).toBeCloseTo(alone[rank]!.score, 5);
    single.assertNoneAlive();
  });

  it('mixes models that answer at once with those that answer later, and disposes what they made when one fails', async () => {
    const [now, later] = [chaoticBatchModel({ seed: 1 }), chaoticBatchModel({ seed: 2, asynchronous: true })];
    const broken = { ...now, step: () => Promise.reject(new Error('model')) };
    const models = [now, later, now];
    const found = await beamSearch({ ...base, model: ensemble(models), state: models.map((model) => model.start([])) });
    expect(found.length).toBe(3);
    for (const failing of [
      broken,
      {
        ...now,
        step: () => {
          throw new Error('model');
        },
      },
    ]) {
      const some = [now, later, failing];
      const state = some.map((model) => model.start([]));
      await expect(beamSearch({ ...base, model: ensemble(some), state })).rejects.toThrow('model');
    }
    now.assertNoneAlive();
    later.assertNoneAlive();
  });

  it('refuses nothing, and vocabularies that differ', () => {
    expect(() => ensemble([])).toThrow(new Error('models must be an array of at least one model; received [].'));
    expect(() => ensemble([sure, chaoticBatchModel()])).toThrow(
      new Error('models[1] must be of a vocabulary of 3, as models[0]; received 5. Train them with one tokenizer.'),
    );
  });
});
