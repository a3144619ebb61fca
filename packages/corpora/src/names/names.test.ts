import { names } from './names.js';

describe('names', () => {
  it('are fifteen hundred different ones, a capital letter and small ones', () => {
    const all = names();
    expect([all.length, new Set(all).size]).toEqual([1_500, 1_500]);
    expect(all.filter((name) => !/^[A-Z][a-z]{4,29}$/.test(name))).toEqual([]);
  });

  it('can be said: never three vowels that are no diphthong, never more than three consonants', () => {
    const hard = /[aeiou]{4}|[bcdfghjklmnpqrstvwxz]{5}/;
    expect(names({ size: 5_000 }).filter((name) => hard.test(name.toLowerCase()))).toEqual([]);
  });

  it('mostly end as those of dinosaurs do', () => {
    const all = names();
    const share = all.filter((name) => name.endsWith('saurus')).length / all.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.5);
    expect(new Set(all.map((name) => name.slice(-4))).size).toBeGreaterThan(10);
  });

  it('are the same for the same seed, others for another', () => {
    expect(names({ size: 20 })).toEqual(names({ size: 20, seed: 42 }));
    expect(names({ size: 20 })).toEqual(names({ size: 40 }).slice(0, 20));
    expect(names({ size: 20, seed: 'other' })).not.toEqual(names({ size: 20 }));
  });

  it('refuse what they can not be', () => {
    expect(() => names({ size: 0 })).toThrow(new Error('size must be a positive integer; received 0.'));
    expect(() => names({ size: 100_000 })).toThrow(
      new Error('size must be at most 50000 names; received 100000. Ask for fewer.'),
    );
    expect(() => names({ count: 3 } as never)).toThrow(
      new Error('names does not know the option "count"; known options are size, seed.'),
    );
  });
});
