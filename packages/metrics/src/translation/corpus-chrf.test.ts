import { corpusChrf, sentenceChrf } from './corpus-chrf.js';

describe('corpusChrf', () => {
  it('weighs recall twice', () => {
    // Characters only: 2 of 2 of the hypothesis, 2 of 4 of the reference; beta 2.
    const { score, signature } = corpusChrf(['ab'], [['abcd']], { characterOrder: 1 });
    expect(score).toBeCloseTo((100 * 5 * 1 * 0.5) / (4 * 1 + 0.5), 10);
    expect(signature).toBe('nrefs:1|case:mixed|eff:yes|nc:1|nw:0|space:no|version:2.6.0');
  });

  it('takes the best of several references', () => {
    expect(sentenceChrf('the cats sat', ['a dog ran', 'the cats sat']).score).toBe(100);
  });

  it('counts code points', () => {
    expect(sentenceChrf('🙂🙃', ['🙂🙂'], { characterOrder: 1 }).score).toBeCloseTo(50, 10);
  });

  it('is 0 where nothing matches', () => {
    expect(sentenceChrf('ab', ['cd']).score).toBe(0);
    expect(sentenceChrf('', ['cd']).score).toBe(0);
  });

  it('refuses options that it does not have', () => {
    expect(() => corpusChrf(['a'], [['a']], { charOrder: 6 } as never)).toThrow(
      'chrf does not know the option "charOrder"; known options are characterOrder, wordOrder, beta, lowercase, whiteSpace, epsilonSmoothing.',
    );
    expect(() => corpusChrf(['a'], [['a']], { beta: 0 })).toThrow('beta must be a positive number; received 0.');
  });
});
