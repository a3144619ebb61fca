import { InvalidArgumentError } from '@refrain/core';
import { forbidIds } from '../processors/forbid-ids.js';
import { batchModel, chaoticBatchModel } from '../test-support/batch-model.js';
import type { BatchModel } from '../test-support/batch-model.js';
import { beamSearch, beamSearchBatch } from './beam-search.js';
import type { BeamSearchOptions } from './beam-search-options.js';
import { gnmt, lengthPower } from './length-penalty.js';

const base = { startId: 0, endId: 1, beamWidth: 4, maxTokens: 6 };

describe('beamSearch refuses', () => {
  it.each<[string, object, string]>([
    [
      'a width of 0',
      { beamWidth: 0 },
      'beamWidth must be a positive integer; received 0. With 1 the search is greedy.',
    ],
    [
      'more texts than it follows',
      { nBest: 5 },
      'nBest must be at most beamWidth, which is 4; received 5. Ask for fewer texts, or follow more.',
    ],
    ['no tokens', { maxTokens: 0 }, 'maxTokens must be a positive integer; received 0.'],
    [
      'an end that is no id',
      { endId: 5 },
      'endId must be an id from 0 to 4; received 5. Take it from the vocabulary of the tokenizer that the model was trained with.',
    ],
    [
      'a missing start',
      { startId: undefined },
      'startId must be an id from 0 to 4; received undefined. Take it from the vocabulary of the tokenizer that the model was trained with.',
    ],
    [
      'a number as length penalty',
      { lengthPenalty: 0.6 },
      'lengthPenalty must be a function such as gnmt(0.6); received 0.6.',
    ],
    [
      'a negative coverage penalty',
      { coveragePenalty: -1 },
      /^coveragePenalty must be a number from 0 to .*; received -1\.$/,
    ],
    [
      'a processor alone',
      { processors: forbidIds([1]) },
      'processors must be an array of processors; received a function.',
    ],
    [
      'what is no processor',
      { processors: [3] },
      'processors[0] must be a processor such as noRepeatNgram(3); received 3.',
    ],
    [
      'groups that do not share the beams evenly',
      { diversity: { groups: 3, penalty: 1 } },
      'diversity.groups must be a divisor of beamWidth, which is 4; received 3.',
    ],
    ['what is no listener', { onStep: 3 }, 'onStep must be a function; received 3.'],
    [
      'what is no signal',
      { signal: 3 },
      'signal must be an AbortSignal; received 3. Of an AbortController take its signal.',
    ],
    [
      'an option that does nothing',
      { temperature: 2 },
      /^beamSearch does not know the option "temperature"; known options are /,
    ],
  ] as [string, object, string][])('%s', async (_, changes, message) => {
    const model = chaoticBatchModel();
    const options = { ...base, model, state: model.start([]), ...changes } as BeamSearchOptions<
      ReturnType<BatchModel['start']>
    >;
    const searched = beamSearch(options);
    await expect(searched).rejects.toThrow(InvalidArgumentError);
    await expect(searched).rejects.toThrow(typeof message === 'string' ? new Error(message) : message);
    model.assertNoneAlive();
  });

  it('a state of another number of rows', async () => {
    const model = batchModel({ vocabularySize: 5, logits: () => [1, 2, 3, 4, 5] });
    const step: BatchModel['step'] = (ids, state) => model.step(Int32Array.of(...ids, 0), state);
    const searched = beamSearch({ ...base, model: { ...model, step }, state: model.start([], []) });
    await expect(searched).rejects.toThrow(
      'the logits of model.step must be 1 rows of 5; received Float32Array of 10. Give a state of one row for each source.',
    );
    model.assertNoneAlive();
  });

  it('a coverage penalty for a model without attention', async () => {
    const model = batchModel({ vocabularySize: 5, logits: () => [1, 2, 3, 4, 5] });
    await expect(beamSearch({ ...base, model, state: model.start([]), coveragePenalty: 1 })).rejects.toThrow(
      'coveragePenalty must be 0 where the model gives no attention; received 1. Use a model with attention.',
    );
    model.assertNoneAlive();
  });

  it('logits that are none, and processors that leave nothing', async () => {
    const model = batchModel({ vocabularySize: 5, logits: () => [1, Number.NaN, 3, 4, 5] });
    await expect(beamSearch({ ...base, model, state: model.start([]) })).rejects.toThrow(
      'Every logit must be a finite number or -Infinity; received NaN for id 1 at step 0 from the model. The weights of the model are damaged or its training diverged.',
    );
    model.assertNoneAlive();
    const sound = chaoticBatchModel();
    const processors = [forbidIds([0, 1, 2, 3, 4])];
    await expect(beamSearch({ ...base, model: sound, state: sound.start([]), processors })).rejects.toThrow(
      'At least one id must stay allowed; at step 0 all 5 have the logit -Infinity. Loosen the processors that forbid ids, such as noRepeatNgram() or forbidIds().',
    );
    sound.assertNoneAlive();
  });

  it('alphas that are no lengths', () => {
    const message =
      'alpha must be a number from 0 to 10; received -1. 0.6 to 1 is usual; larger numbers make longer texts.';
    expect(() => gnmt(-1)).toThrow(new Error(message));
    expect(() => lengthPower(-1)).toThrow(new Error(message));
  });
});

describe('every state is disposed once', () => {
  it.each([0, 1, 2, 3])('at an abort in step %d', async (when) => {
    for (const asynchronous of [false, true]) {
      const model = chaoticBatchModel({ asynchronous });
      const controller = new AbortController();
      const reason = new Error('the user pressed Ctrl-C');
      const processors = [
        forbidIds([1]),
        (_: Float32Array, { step }: { step: number }) => void (step === when && controller.abort(reason)),
      ];
      const options = {
        ...base,
        model,
        sources: 2,
        state: model.start([1], [2]),
        processors,
        signal: controller.signal,
      };
      await expect(beamSearchBatch(options)).rejects.toBe(reason);
      model.assertNoneAlive();
    }
  });

  it('where the model fails', async () => {
    const model = chaoticBatchModel();
    let steps = 0;
    const step: BatchModel['step'] = (ids, state) => {
      if (steps++ === 2) throw new Error('model');
      return model.step(ids, state);
    };
    const options = { ...base, processors: [forbidIds([1])], model: { ...model, step }, state: model.start([]) };
    await expect(beamSearch(options)).rejects.toThrow('model');
    model.assertNoneAlive();
  });
});
