import fc from 'fast-check';
import type { LogitsProcessor } from '../logits-processor.js';
import { allowed, processed, runs, someLogits } from '../test-support/processed.js';
import { forbidIds } from './forbid-ids.js';
import { forceIds } from './force-ids.js';
import { frequencyPenalty } from './frequency-penalty.js';
import { logitBias } from './logit-bias.js';
import { minP } from './min-p.js';
import { noRepeatNgram } from './no-repeat-ngram.js';
import { presencePenalty } from './presence-penalty.js';
import { repetitionPenalty } from './repetition-penalty.js';
import { temperature } from './temperature.js';
import { topK } from './top-k.js';
import { topP } from './top-p.js';
import { typical } from './typical.js';

const bias = new Map([[1, 0.5]]);
const all: Record<string, LogitsProcessor> = {
  temperature: temperature(0.7),
  topK: topK(3),
  topP: topP(0.6),
  minP: minP(0.3),
  typical: typical(0.6),
  repetitionPenalty: repetitionPenalty(1.5),
  frequencyPenalty: frequencyPenalty(0.5),
  presencePenalty: presencePenalty(0.5),
  noRepeatNgram: noRepeatNgram(2),
  forbidIds: forbidIds([1]),
  forceIds: forceIds([0]),
  logitBias: logitBias(bias),
};
const context = { ids: [0, 1, 0, 1, 1], step: 3 };

function both(first: LogitsProcessor, second: LogitsProcessor): LogitsProcessor {
  return (logits, given) => {
    first(logits, given);
    second(logits, given);
  };
}

describe('every processor', () => {
  it.each(Object.keys(all))('%s does the same each time, whatever it did before', (name) => {
    fc.assert(
      fc.property(someLogits, someLogits, (logits, others) => {
        const once = processed(all[name]!, logits, context);
        processed(all[name]!, others, { ids: [1, 1], step: 0 });
        expect(processed(all[name]!, logits, context)).toEqual(once);
      }),
      runs,
    );
  });

  it.each(Object.keys(all).filter((name) => name !== 'forceIds'))('%s allows no forbidden id', (name) => {
    fc.assert(
      fc.property(someLogits, (logits) => {
        const before = allowed(logits);
        expect(before).toEqual(expect.arrayContaining(allowed(processed(all[name]!, logits, context))));
      }),
      runs,
    );
  });

  it.each(['topK', 'topP', 'minP', 'typical'])('%s leaves an id, and the logits of what it leaves', (name) => {
    fc.assert(
      fc.property(someLogits, (logits) => {
        const after = processed(all[name]!, logits, context);
        const left = allowed(after);
        expect(left.length).toBeGreaterThan(0);
        expect(left.map((id) => after[id])).toEqual(left.map((id) => logits[id]));
      }),
      runs,
    );
  });

  it.each(['topK', 'topP', 'minP'])('%s leaves the best ids, whatever their order', (name) => {
    fc.assert(
      fc.property(someLogits, (logits) => {
        const forward = processed(all[name]!, logits, context);
        expect(processed(all[name]!, [...logits].reverse(), context).reverse()).toEqual(forward);
        expect(Math.max(...forward)).toBe(Math.max(...logits));
      }),
      runs,
    );
  });
});

describe('the order of processors', () => {
  const halving = temperature(2);

  it.each([
    ['temperature and topK', halving, all.topK!],
    ['temperature and forbidIds', halving, all.forbidIds!],
    ['temperature and noRepeatNgram', halving, all.noRepeatNgram!],
    ['temperature and repetitionPenalty', halving, repetitionPenalty(4)],
    ['presencePenalty and logitBias', presencePenalty(0.5), logitBias(bias)],
    ['forbidIds and logitBias', all.forbidIds!, all.logitBias!],
  ])('does not matter for %s', (_, first, second) => {
    const halves = fc.array(
      fc.integer({ min: -20, max: 20 }).map((half) => half / 2),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(halves, (logits) => {
        const forward = processed(both(first, second), logits, context);
        expect(processed(both(second, first), logits, context)).toEqual(forward);
      }),
      runs,
    );
  });

  it('matters for temperature and topP', () => {
    const logits = [2, 1, 0];
    expect(allowed(processed(both(topP(0.6), temperature(4)), logits))).toEqual([0]);
    expect(allowed(processed(both(temperature(4), topP(0.6)), logits))).toEqual([0, 1]);
  });
});
