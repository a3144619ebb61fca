import { Random } from '@refrain/core';
import { phrasebook } from './phrasebook.js';

const { training, heldOut } = phrasebook();

describe('phrasebook', () => {
  it('has twenty thousand different sentences, and a thousand others held out', () => {
    const sentences = [...training, ...heldOut].map(({ source }) => source);
    expect([training.length, heldOut.length, new Set(sentences).size]).toEqual([20_000, 1_000, 21_000]);
  });

  it('gives each sentence one translation, whichever seed drew it', () => {
    const translations = new Map<string, string>();
    for (const seed of [42, 1, 2, 3]) {
      const book = phrasebook({ seed });
      for (const { source, target } of [...book.training, ...book.heldOut]) {
        const known = translations.get(source);
        if (known !== undefined && known !== target) throw new Error(`${source} is ${known} and ${target}`);
        translations.set(source, target);
      }
    }
    expect(translations.size).toBeGreaterThan(50_000);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(phrasebook({ training: 50, heldOut: 10 })).toEqual(phrasebook({ training: 50, heldOut: 10, seed: 42 }));
    expect(phrasebook({ training: 50, heldOut: 10, seed: 'other' })).not.toEqual(
      phrasebook({ training: 50, heldOut: 10 }),
    );
  });

  it('writes sentences: a capital letter, one mark at the end, single spaces', () => {
    const isSentence = ({ source, target }: { source: string; target: string }): boolean =>
      /^[A-Z][a-z']*(?: [A-Za-z']+)*[.?]$/.test(source) &&
      /^¿?\p{Lu}\p{Ll}*(?: \p{L}+)*[.?]$/u.test(target) &&
      source.endsWith('?') === (target.startsWith('¿') && target.endsWith('?')) &&
      !/(?<!\p{L})(?:a|de) el(?!\p{L})/u.test(target);
    expect(training.filter((pair) => !isSentence(pair))).toEqual([]);
  });

  it('has everything that it promises', () => {
    const spanish = training.map(({ target }) => target);
    for (const pattern of [
      / las \p{L}+s (?:rojas|blancas)/u, // agreement, adjective behind the noun
      /^¿?(?:\p{L}+ )*(?:es|son) /u,
      / (?:está|están) /,
      /^(?:He|Hemos|Ha|Han) /,
      /^No (?:lo|la|los|las|me|te|le|nos|les) | no (?:lo|la|los|las) /,
      /^¿Cuánt[oa]s /,
      / años\.$/,
      / y (?:media|cuarto)/,
      /^Son las |^Es la /,
      /^¿Por qué /,
      / a (?:Ana|Luis|mi|tu|su) ?/,
      /^(?:Me|Te|Le|Nos|Les) gustan? /,
      / al | del /,
      /^Hay /,
    ]) {
      expect([pattern.source, spanish.filter((sentence) => pattern.test(sentence)).length > 10]).toEqual([
        pattern.source,
        true,
      ]);
    }
  });

  it('uses few words, each often', () => {
    const words = new Map<string, number>();
    for (const { target } of training) {
      for (const word of target.toLowerCase().match(/\p{L}+/gu)!) words.set(word, (words.get(word) ?? 0) + 1);
    }
    expect(words.size).toBeLessThan(1_500);
    const rare = heldOut.filter(({ target }) =>
      target
        .toLowerCase()
        .match(/\p{L}+/gu)!
        .some((word) => (words.get(word) ?? 0) < 3),
    );
    expect(rare.length / heldOut.length).toBeLessThan(0.03);
  });

  it('refuses what it can not do', () => {
    expect(() => phrasebook({ training: 0 })).toThrow('training must be a positive integer; received 0.');
    expect(() => phrasebook({ training: 1_000_000 })).toThrow(
      'training and heldOut must be at most 200000 sentences together; received 1001000. Ask for fewer.',
    );
    expect(() => phrasebook({ seed: new Random(1) as never })).toThrow(
      'seed must be an integer or a string; received a Random.',
    );
  });
});
