import { generate } from './generate.js';
import { generateSync } from './generate-sync.js';
import type { GenerationOptions } from './generation-options.js';
import { forbidIds } from './processors/forbid-ids.js';
import { greedy } from './samplers/greedy.js';
import { stopAtIds } from './stop/stop-at-ids.js';
import { stopAtText } from './stop/stop-at-text.js';
import { streamText } from './stream-text.js';
import { fakeModel } from './test-support/fake-model.js';
import type { FakeState } from './test-support/fake-model.js';

function optionsWith(changes: object = {}, logits: number[] = [1, 2, 3]): GenerationOptions<FakeState> {
  const model = fakeModel({ vocabularySize: 3, logits: () => logits });
  return { model, state: model.initialState(1), prompt: [0], maxTokens: 2, sampler: greedy(), ...changes };
}

describe('options', () => {
  it.each([
    [
      { prompt: [] },
      'prompt must hold at least one id; received none. Give the model something to continue, such as a start id or a newline.',
    ],
    [
      { prompt: 'To be' },
      'prompt must be an array of ids; received "To be". Encode text with the tokenizer of the model.',
    ],
    [
      { prompt: [0, 1, 3] },
      'prompt[2] must be an id from 0 to 2; received 3. Encode with the tokenizer that the model was trained with.',
    ],
    [
      { prompt: Int32Array.of(-1) },
      'prompt[0] must be an id from 0 to 2; received -1. Encode with the tokenizer that the model was trained with.',
    ],
    [
      { generated: [0.5] },
      'generated[0] must be an id from 0 to 2; received 0.5. Encode with the tokenizer that the model was trained with.',
    ],
    [{ maxTokens: 0 }, 'maxTokens must be a positive integer; received 0. For no limit use Infinity.'],
    [{ maxTokens: undefined }, 'maxTokens must be a positive integer; received undefined. For no limit use Infinity.'],
    [{ processors: forbidIds([1]) }, 'processors must be an array of processors; received a function.'],
    [{ processors: [0.8] }, 'processors[0] must be a processor such as topK(40); received 0.8.'],
    [{ sampler: 'greedy' }, 'sampler must be a sampler such as greedy() or categorical(); received "greedy".'],
    [{ random: 42 }, 'random must be a Random of @refrain/core; received 42.'],
    [
      { stop: [stopAtIds([1]), stopAtText('x')] },
      'stop must be made of functions such as stopAtIds([0]); received an object with keys texts. stopAtText() works with streamText() only.',
    ],
    [{ topLogProbabilities: -1 }, 'topLogProbabilities must be an integer of at least 0; received -1.'],
    [
      { signal: { aborted: false } },
      'signal must be an AbortSignal; received an object with keys aborted. Of an AbortController take its signal.',
    ],
    [{ model: { step: () => {} } }, 'model.vocabularySize must be a positive integer; received undefined.'],
    [{ model: {} }, 'model must be a StepModel, with a step function; received an object with keys (none).'],
  ])('refuses %p', (changes, message) => {
    expect(() => generate(optionsWith(changes))).toThrow(new Error(message));
    expect(() => generateSync(optionsWith(changes))).toThrow(new Error(message));
  });

  it('refuses an option that it does not know', () => {
    const known =
      'model, state, prompt, maxTokens, processors, sampler, random, stop, signal, generated, topLogProbabilities, modelLogProbability';
    expect(() => generate(optionsWith({ temprature: 1 }))).toThrow(
      new Error(`generate does not know the option "temprature"; known options are ${known}.`),
    );
  });

  it('refuses for text what only tokens can show', () => {
    const decoder = { push: () => 'a', flush: () => '' };
    expect(() => streamText({ ...optionsWith(), stop: undefined, decoder, topLogProbabilities: 2 } as never)).toThrow(
      new Error(
        'streamText does not know the option "topLogProbabilities"; known options are model, state, prompt, maxTokens, processors, sampler, random, stop, signal, generated, decoder.',
      ),
    );
    expect(() => streamText({ ...optionsWith(), stop: undefined, decoder: { push: () => 'a' } as never })).toThrow(
      new Error(
        'decoder must be a decoder with push and flush; received an object with keys push. Pass decodeStream(tokenizer) of @refrain/tokenizers.',
      ),
    );
  });

  it('refuses stop conditions that can never hold', () => {
    expect(() => stopAtIds([])).toThrow(new Error('ids must be an array of at least one id; received [].'));
    expect(() => stopAtIds([-1])).toThrow(new Error('ids[0] must be an integer of at least 0; received -1.'));
    expect(() => stopAtText([])).toThrow(new Error('texts must be at least one text; received [].'));
    expect(() => stopAtText(['a', ''])).toThrow(
      new Error('a stop text must be a text that is not empty; received "".'),
    );
  });
});

describe('logits', () => {
  function first(changes: object, logits?: number[]): () => unknown {
    return () => generateSync(optionsWith(changes, logits)).next();
  }

  it.each([Number.NaN, Infinity])('refuses %p from the model', (logit) => {
    expect(first({}, [1, logit, 3])).toThrow(
      new Error(
        `Every logit must be a finite number or -Infinity; received ${logit} for id 1 at step 0 from the model. ` +
          'The weights of the model are damaged or its training diverged.',
      ),
    );
  });

  it('refuses NaN from the processors', () => {
    const processors = [(logits: Float32Array) => logits.fill(Number.NaN, 2)];
    expect(first({ processors })).toThrow(
      new Error(
        'Every logit must be a finite number or -Infinity; received NaN for id 2 at step 0 from the processors. ' +
          'Look at the numbers that the processors were given.',
      ),
    );
  });

  it('refuses to choose where every id is forbidden', () => {
    expect(first({ processors: [forbidIds([0, 1, 2])] })).toThrow(
      new Error(
        'At least one id must stay allowed; at step 0 all 3 have the logit -Infinity. ' +
          'Loosen the processors that forbid ids, such as noRepeatNgram() or forbidIds().',
      ),
    );
  });

  it('refuses a state of several rows', () => {
    const model = { ...fakeModel({ vocabularySize: 3, logits: () => [] }) };
    model.step = (_, state) => ({ logits: new Float32Array(6), state: { ...state } });
    expect(first({ model })).toThrow(
      new Error(
        'model.step must give 3 logits, its vocabulary for one row; received 6. ' +
          'Give a state of one row, such as model.initialState(1).',
      ),
    );
  });

  it('refuses what is no id from the sampler, such as a sampler that was not called', () => {
    expect(first({ sampler: greedy })).toThrow(
      new Error(
        'sampler must give an id from 0 to 2; received a function. A sampler is made by a call, such as greedy() or categorical().',
      ),
    );
    expect(first({ sampler: () => 3 })).toThrow(
      new Error(
        'sampler must give an id from 0 to 2; received 3. A sampler is made by a call, such as greedy() or categorical().',
      ),
    );
  });
});
