import { excerpt } from './excerpt.js';

const file = 'Produced by volunteers.\n\nTHE ISLAND\n\nAre we rising?\n\nEnd of the book, THE ISLAND\n';

describe('excerpt', () => {
  it('gives a text from one phrase to before another', () => {
    expect(excerpt(file, { from: 'THE ISLAND', to: 'End of' })).toBe('THE ISLAND\n\nAre we rising?\n\n');
    expect(excerpt(file, { from: 'Are' })).toBe('Are we rising?\n\nEnd of the book, THE ISLAND\n');
    expect(excerpt(file, { to: '\n' })).toBe('Produced by volunteers.');
    expect(excerpt(file, {})).toBe(file);
  });

  it('looks for the second phrase behind the first', () => {
    expect(excerpt('a b a c', { from: 'a', to: 'a' })).toBe('a b ');
  });

  it.each([
    [
      { from: 'The Island' },
      'from must be a phrase of the text; "The Island" is not in it. Check its case, its spaces and its line ends.',
    ],
    [
      { from: 'End', to: 'Are' },
      'to must be a phrase of the text; "Are" is not in it, or not behind the other phrase. Check its case, its spaces and its line ends.',
    ],
    [{ from: '' }, 'from must be a phrase of the text; received "".'],
    [{ until: 'End' }, 'excerpt does not know the option "until"; known options are from, to.'],
  ])('refuses %j', (options, message) => {
    expect(() => excerpt(file, options as never)).toThrow(new Error(message));
  });
});
