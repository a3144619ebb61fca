import { drawAttention } from './attention-matrix.js';

describe('drawAttention', () => {
  it('puts source tokens above their columns, and shades by weight', () => {
    const drawn = drawAttention({
      source: ['the', ' red', ' car'],
      target: ['el', ' coche', ' rojo', '<end>'],
      weights: [
        [0.9, 0, 0.1],
        [0, 0.25, 0.75],
        [0.01, 0.81, 0.18],
        [0.34, 0.33, 0.33],
      ],
    });
    expect(drawn.split('\n')).toEqual([
      '      the',
      '      │ red',
      '      │ │ car',
      '   el ██  ··',
      'coche   ░░▓▓',
      ' rojo   ██··',
      '<end> ░░░░░░',
    ]);
  });

  it('leaves out columns of padding', () => {
    expect(drawAttention({ source: ['a'], target: ['b'], weights: [[0.5, 0.5]] })).toBe('  a\nb ▒▒');
  });
});
