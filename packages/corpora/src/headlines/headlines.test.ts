import { headlines } from './headlines.js';
import { fillings, titles } from './lexicon.js';

describe('headlines', () => {
  it('are two thousand different titles, without a full stop and without a slot', () => {
    const all = headlines();
    expect([all.length, new Set(all).size]).toEqual([2_000, 2_000]);
    expect(all.filter((title) => !/^[A-Z][A-Za-z0-9]*(?:[,;:]? [A-Za-z0-9,]+)+$/.test(title))).toEqual([]);
    expect(Math.max(...all.map((title) => title.length))).toBeLessThan(80);
  });

  it('use every title and every word of their lists', () => {
    const all = headlines({ size: 5_000 }).join('\n');
    expect(
      Object.values(fillings)
        .flat()
        .filter((word) => !all.includes(word)),
    ).toEqual([]);
    const slots = titles.flatMap((title) => title.match(/(?<=\{)\w+(?=\})/g)!);
    expect(new Set(slots)).toEqual(new Set(Object.keys(fillings)));
  });

  it('never name the same company, team or country twice', () => {
    const overlap = (left: readonly string[], right: readonly string[]) => left.filter((name) => right.includes(name));
    expect(overlap(fillings.company, fillings.rival)).toEqual([]);
    expect(overlap(fillings.team, fillings.opponent)).toEqual([]);
    expect(overlap(fillings.country, fillings.neighbour)).toEqual([]);
  });

  it('are the same for the same seed, others for another', () => {
    expect(headlines({ size: 20 })).toEqual(headlines({ size: 40, seed: 42 }).slice(0, 20));
    expect(headlines({ size: 20, seed: 'other' })).not.toEqual(headlines({ size: 20 }));
  });

  it('refuse what they can not be', () => {
    expect(() => headlines({ size: -1 })).toThrow(new Error('size must be a positive integer; received -1.'));
    expect(() => headlines({ size: 5_001 })).toThrow(
      new Error('size must be at most 5000 titles; received 5001. Ask for fewer.'),
    );
    expect(() => headlines({ count: 3 } as never)).toThrow(
      new Error('headlines does not know the option "count"; known options are size, seed.'),
    );
  });
});
