import { displayWidth } from './display-width.js';
import { tokenGrid } from './token-grid.js';

const plain = (_: unknown, text: string): string => text;
const marked = (_: unknown, text: string): string => `<${text}>`;
const tokens = (...texts: string[]) => texts.map((text, place) => ({ text, id: 9 + 91 * place }));

describe('tokenGrid', () => {
  it('shows ids below their tokens, white space visibly', () => {
    expect(tokenGrid(tokens('To', ' be', ','), { width: 80, colours: plain })).toEqual(['To ·be ,', '9  100 191']);
  });

  it('ends a row where it is full, and where a line of the text ends', () => {
    expect(tokenGrid(tokens('day', '?\n', 'Thou', ' art'), { width: 9, colours: plain })).toEqual([
      'day ?⏎',
      '9   100',
      'Thou',
      '191',
      '·art',
      '282',
    ]);
  });

  it('colours tokens, not the space between them', () => {
    expect(tokenGrid(tokens('a', 'b'), { width: 80, colours: marked })).toEqual(['<a> <b>', '<9> <100>']);
  });

  it('shows tabs, control characters, and tokens without text of their own', () => {
    expect(tokenGrid(tokens('\t', '\u200b\u001b', ''), { width: 80, colours: plain })[0]).toBe('⇥ \\u{200b}\\u{1b} …');
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['宋词', 4],
    ['かな한글', 8],
    ['e\u0301', 1],
    ['🎭', 2],
    ['！', 2],
  ])('%s', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});
