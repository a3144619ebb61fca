import { stripVTControlCharacters } from 'node:util';
import { drawBeamTree } from './beam-tree.js';

describe('drawBeamTree', () => {
  it('draws each token below the one before it, and where a text ended', () => {
    const node = (node: number, parent: number, id: number, logProbability: number, finished = false) => ({
      ...{ node, parent, id, logProbability, finished, source: 0, group: 0 },
    });
    const steps = [
      { step: 0, beams: [node(1, 0, 0, -0.5), node(2, 0, 1, -1)] },
      { step: 1, beams: [node(3, 1, 2, -0.75), node(4, 2, 9, -1.25, true)] },
      { step: 2, beams: [node(5, 3, 9, -0.8, true)] },
    ];
    const tokens = ['el', 'la', ' gato'];
    const drawn = drawBeamTree({ steps, tokenOf: (id) => tokens[id]! });
    expect(stripVTControlCharacters(drawn).split('\n')).toEqual([
      '├ el -0.50',
      '│ ─  gato -0.75',
      '│   ─ ■ -0.80',
      '└ la -1.00',
      '  ─ ■ -1.25',
    ]);
  });
});
