import { createVocabulary } from './vocabulary.js';

describe('createVocabulary', () => {
  const vocabulary = createVocabulary({
    tokens: ['<pad>', '<user>', '__proto__', 'end', 'a'],
    added: [
      { id: 0, special: true },
      { id: 1, special: true },
      { id: 2, special: true },
      { id: 3, special: true },
      { id: 4, special: false },
    ],
    roles: { padding: 0, mask: 0 },
  });

  it('names special tokens by role, and those without a role by their form', () => {
    expect({ ...vocabulary.special }).toEqual({ padding: 0, mask: 0, '<user>': 1, ['__proto__']: 2 });
  });

  it('takes no form for a role', () => {
    expect(vocabulary.special.end).toBeUndefined();
  });

  it('inherits no special token', () => {
    expect(vocabulary.special['constructor']).toBeUndefined();
    expect(Object.getPrototypeOf(vocabulary.special)).toBeNull();
  });

  it('gives ids and tokens', () => {
    expect(vocabulary.idOf('__proto__')).toBe(2);
    expect(vocabulary.idOf('b')).toBeUndefined();
    expect(vocabulary.tokenOf(4)).toBe('a');
    expect(() => vocabulary.tokenOf(5)).toThrow(new Error('id must be an integer from 0 to 4; received 5.'));
  });
});
