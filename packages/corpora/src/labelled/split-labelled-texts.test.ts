import fc from 'fast-check';
import type { LabelledText } from './labelled-text.js';
import { splitLabelledTexts } from './split-labelled-texts.js';

/** Up to forty texts, some of them the same. */
const arbitraryTexts = fc
  .array(fc.nat(19), { minLength: 1, maxLength: 40 })
  .map((numbers): LabelledText[] => numbers.map((number) => ({ text: `${number}`, label: number % 2 === 0 ? 0 : 1 })));

describe('splitLabelledTexts', () => {
  it('gives every text as often as it came, in parts that share none and have as many as asked for', () => {
    const property = fc.property(arbitraryTexts, fc.nat(4), fc.nat(4), fc.nat(), (texts, validation, test, seed) => {
      const different = (part: readonly LabelledText[]) => new Set(part.map(({ text }) => text)).size;
      fc.pre(validation + test < different(texts));
      const parts = splitLabelledTexts(texts, { validation, test, seed });
      const all = [...parts.training, ...parts.validation, ...parts.test];
      const ordered = (some: readonly LabelledText[]) => some.map(({ text }) => text).sort();
      expect(ordered(all)).toEqual(ordered(texts));
      expect([different(parts.validation), different(parts.test)]).toEqual([validation, test]);
      expect(different(parts.training)).toBe(different(texts) - validation - test);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it('is the same for the same seed, another for another', () => {
    const texts = Array.from({ length: 50 }, (_, at): LabelledText => ({ text: `${at}`, label: 1 }));
    const split = (seed: number) => splitLabelledTexts(texts, { test: 10, seed });
    expect(split(1)).toEqual(split(1));
    expect(split(2).test).not.toEqual(split(1).test);
  });

  it('refuses to leave nothing to train on, and unknown options', () => {
    const texts: LabelledText[] = [{ text: 'Fine.', label: 1 }];
    expect(() => splitLabelledTexts(texts, { test: 1, seed: 1 })).toThrow(
      new Error(
        'validation and test must leave texts to train on; received 1 of 1 different texts together. Hold out fewer.',
      ),
    );
    expect(() => splitLabelledTexts(texts, { heldOut: 1 } as never)).toThrow(
      new Error('splitLabelledTexts does not know the option "heldOut"; known options are validation, test, seed.'),
    );
  });
});
