import { stripVTControlCharacters } from 'node:util';
import type { BeamNode } from '@refrain/decoding';
import { drawBeamTree } from './beam-tree.js';

const tokens = ['el', 'la', ' gato', '\n', ' perro', ' come'];
const textOf = (ids: readonly number[]): string => ids.map((id) => tokens[id]).join('');

function node(number: number, parent: number, id: number, logProbability: number, finished = false): BeamNode {
  return { node: number, parent, id, logProbability, finished, source: 0, group: 0 };
}

describe('drawBeamTree', () => {
  it('writes on up to where the search branched, and where a text ended', () => {
    const steps = [
      { step: 0, beams: [node(1, 0, 0, -0.5), node(2, 0, 1, -1)] },
      { step: 1, beams: [node(3, 1, 2, -0.75), node(4, 1, 4, -1.125), node(5, 2, 9, -1.25, true)] },
      { step: 2, beams: [node(6, 3, 5, -0.8), node(7, 4, 5, -1.5)] },
      { step: 3, beams: [node(8, 6, 9, -0.875, true), node(9, 6, 3, -2)] },
    ];
    expect(stripVTControlCharacters(drawBeamTree({ steps, textOf })).split('\n')).toEqual([
      '├ el -0.50',
      '│ ├ gato come -0.80',
      '│ │ ├ ■ -0.88',
      '│ │ └ \\n -2.00',
      '│ └ perro come -1.50',
      '└ la ■ -1.25',
    ]);
  });

  it('marks what goes on in the middle of a word', () => {
    const steps = [
      { step: 0, beams: [node(1, 0, 0, -1)] },
      { step: 1, beams: [node(2, 1, 1, -2), node(3, 1, 2, -3)] },
    ];
    expect(stripVTControlCharacters(drawBeamTree({ steps, textOf })).split('\n')).toEqual([
      '└ el -1.00',
      '  ├ …la -2.00',
      '  └ gato -3.00',
    ]);
    const ofWords = (ids: readonly number[]): string => ids.map((id) => tokens[id]!.trim()).join(' ');
    expect(drawBeamTree({ steps, textOf: ofWords })).not.toContain('…');
  });

  it('is one line for a greedy search, and nothing for none', () => {
    const steps = [0, 2, 5].map((id, step) => ({ step, beams: [node(step + 1, step, id, -step)] }));
    expect(stripVTControlCharacters(drawBeamTree({ steps, textOf }))).toBe('└ el gato come -2.00');
    expect(drawBeamTree({ steps: [], textOf })).toBe('');
  });
});
