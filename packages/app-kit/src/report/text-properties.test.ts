import { insideQuotes, positionsInLine } from './text-properties.js';

/** The characters that are inside, the others as dots. */
const shown = (text: string): string =>
  insideQuotes([...text])
    .map((inside, place) => (inside ? [...text][place] : '.'))
    .join('');

describe('insideQuotes', () => {
  it.each([
    ['He: "Go." She', '...."Go......'],
    ['“Go,” he', '“Go,....'],
    ['„Geh“ er «va» x', '„Geh.....«va...'],
    ["don't", '.....'],
  ])('follows the marks of %j', (text, inside) => {
    expect(shown(text)).toBe(inside);
  });

  it('ends at an empty line what was never closed', () => {
    expect(shown('"a\nb\n\nc')).toBe('"a\nb\n..');
    expect(shown('"a\r\n\r\nc')).toBe('"a\r\n\r..');
  });

  it('says of longer tokens what holds at their ends', () => {
    expect(insideQuotes(['he "', 'goes', ' on" and "', 'on'])).toEqual([true, true, true, true]);
    expect(insideQuotes(['"he"', 'goes'])).toEqual([false, false]);
  });
});

describe('positionsInLine', () => {
  it('counts from each beginning of a line', () => {
    expect(positionsInLine([...'ab\n\nc'])).toEqual([1, 2, 0, 0, 1]);
    expect(positionsInLine(['ab', 'c\nd', '😀'])).toEqual([2, 1, 2]);
  });
});
