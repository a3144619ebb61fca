import { stripVTControlCharacters } from 'node:util';
import { drawLines } from './loss-curve.js';

describe('drawLines', () => {
  it('draws a falling line from its highest to its lowest value', () => {
    const points = [
      [10, 3],
      [20, 2],
      [40, 1],
    ] as const;
    const lines = [{ name: 'training', colour: 'cyan', points }] as const;
    const picture = stripVTControlCharacters(drawLines(lines, { width: 20, height: 4 })).split('\n');
    expect(picture[0]).toMatch(/^ {2}3\.00 ┼──/);
    expect(picture[4]).toMatch(/^ {2}1\.00 ┤ +╰/);
    expect(picture.at(-2)!.trim()).toMatch(/^0 +40 steps$/);
    expect(picture.at(-1)!.trim()).toBe('─ training');
  });

  it('draws nothing where nothing was measured', () => {
    expect(drawLines([], { width: 20, height: 4 })).toBe('');
    expect(drawLines([{ name: 'training', colour: 'cyan', points: [] }], { width: 20, height: 4 })).toBe('');
  });
});
