import { CommandError, UsageError } from '@refrain/app-kit';
import { useRefrain } from '@refrain/backend';
import { assertSearchable, assertSearchOptions, beamOptions, describeSearch, searchOptions } from './search.js';
import { tinyTranslator } from './testing/tiny-translator.js';

beforeAll(() => useRefrain());

describe('assertSearchOptions', () => {
  it.each([
    [
      { nBest: 5 },
      '--n-best must be at most --beam, which is 4; received 5. Ask for fewer translations, or follow more beginnings.',
    ],
    [{ groups: 3 }, '--groups must divide --beam, which is 4; received 3. Every group follows as many beginnings.'],
    [
      { diversity: 1 },
      '--diversity is what groups of beams do to differ; received no --groups. Say how many there are.',
    ],
    [{ lengthPenalty: 11 }, '--length-penalty must be a number from 0 to 10; received 11. 0.6 to 1 is usual.'],
  ])('refuses %j', (options, message) => {
    expect(() => assertSearchOptions(options)).toThrow(new UsageError(message));
  });

  it('takes groups that divide the beam, and as many translations as beams', () => {
    assertSearchOptions({ beam: 6, groups: 3, diversity: 0, nBest: 6 });
  });
});

describe('assertSearchable', () => {
  it.each([
    [
      ['words', 'none', { replaceUnknown: true }],
      '--replace-unknown needs a model with attention; this one has none. Leave it out.',
    ],
    [
      ['bpe', 'none', { coveragePenalty: 0.2 }],
      '--coverage-penalty needs a model with attention; this one has none. Leave it out.',
    ],
    [
      ['bpe', 'dot', { replaceUnknown: true }],
      '--replace-unknown needs a model that writes words; this one writes byte pairs, and so knows every word. Leave it out.',
    ],
    [
      ['bpe', 'dot', { minLength: 6 }],
      '--min-length must be below the longest that the model was trained on, 6 tokens with the end; received 6. Lower it.',
    ],
  ] as const)('refuses %j', ([tokenizer, attention, options], message) => {
    const translator = tinyTranslator({ tokenizer, attention });
    expect(() => assertSearchable(translator, options)).toThrow(new CommandError(message));
    translator.model.dispose();
  });

  it('takes what the model can do', () => {
    const translator = tinyTranslator({ tokenizer: 'words', attention: 'dot' });
    assertSearchable(translator, { replaceUnknown: true, coveragePenalty: 0.2, minLength: 5 });
    translator.model.dispose();
  });
});

describe('beamOptions', () => {
  it('hands on what was asked for', () => {
    const translator = tinyTranslator({ tokenizer: 'bpe', attention: 'dot' });
    const options = { beam: 6, lengthPenalty: 1, coveragePenalty: 0.2, minLength: 2, noRepeatNgram: 3, groups: 2 };
    const { lengthPenalty, processors, ...others } = beamOptions(translator, options);
    expect(others).toEqual({
      ...{ beamWidth: 6, maxTokens: 6, coveragePenalty: 0.2 },
      diversity: { groups: 2, penalty: 0.5 },
    });
    expect(lengthPenalty!(7)).toBe(2);
    // The end, id 2, is forbidden as the second token; and 5, which would make a run of three again.
    const logits = new Float32Array(8);
    for (const processor of processors!) processor(logits, { ids: [3, 4, 5, 3, 4], step: 1 });
    expect(Array.from(logits)).toEqual([0, 0, -Infinity, 0, 0, -Infinity, 0, 0]);
    translator.model.dispose();
  });
});

describe('describeSearch', () => {
  it('says the beam, and what else was asked for', () => {
    expect(describeSearch({})).toBe('beam 4');
    const options = { run: 'x', debug: true, noRepeatNgram: 3, replaceUnknown: true, beam: 2 };
    expect(describeSearch(searchOptions(options))).toBe('beam 2, no-repeat-ngram 3, replace-unknown');
  });
});
