import { alignedText } from '../aligned-text.js';
import { stripTags } from './strip-tags.js';

function strip(text: string): string {
  return stripTags(alignedText(text, undefined)).text;
}

describe('stripTags', () => {
  it.each([
    ['<b>bold</b><br />', 'bold'],
    ['a < b and\nc > d', 'a  d'],
    ['<<p>>', '>'],
    ['a > b < c', 'a > b < c'],
    ['<>', ''],
    ['', ''],
  ])('makes %p to %p', (text, stripped) => {
    expect(strip(text)).toBe(stripped);
  });

  it('says where what is left stood', () => {
    const { text, starts } = stripTags(alignedText('a<br>b', 0));
    expect(text).toBe('ab');
    expect(Array.from(starts!)).toEqual([0, 5]);
  });

  it('reads a text once, however many tags are open', () => {
    const open = '<'.repeat(1_000_000);
    expect(strip(open)).toBe(open);
  });
});
