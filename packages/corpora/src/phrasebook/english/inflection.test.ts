import { englishVerb, indefinite, pluralOf, progressive, thirdPerson } from './inflection.js';

describe('English inflection', () => {
  it.each([
    ['eat', 'eats', 'eating', 'ate', 'eaten'],
    ['wash', 'washes', 'washing', 'washed', 'washed'],
    ['study', 'studies', 'studying', 'studied', 'studied'],
    ['write', 'writes', 'writing', 'wrote', 'written'],
    ['run', 'runs', 'running', 'ran', 'run'],
    ['see', 'sees', 'seeing', 'saw', 'seen'],
    ['go', 'goes', 'going', 'went', 'gone'],
    ['play', 'plays', 'playing', 'played', 'played'],
    ['look for', 'looks for', 'looking for', 'looked for', 'looked for'],
    ['have to', 'has to', 'having to', 'had to', 'had to'],
    ['close', 'closes', 'closing', 'closed', 'closed'],
  ])('%s', (base, third, ing, past, participle) => {
    expect([thirdPerson(base), progressive(base)]).toEqual([third, ing]);
    expect(englishVerb(base)).toEqual({ base, past, participle });
  });

  it('plurals and articles', () => {
    expect(['book', 'box', 'city', 'boy', 'knife', 'woman', 'potato', 'photo'].map(pluralOf)).toEqual([
      'books',
      'boxes',
      'cities',
      'boys',
      'knives',
      'women',
      'potatoes',
      'photos',
    ]);
    expect(['apple', 'red apple', 'ugly hat', 'useful map', 'umbrella'].map(indefinite)).toEqual([
      'an apple',
      'a red apple',
      'an ugly hat',
      'a useful map',
      'an umbrella',
    ]);
  });
});
