import { TokenSink } from '../token-sink.js';
import { PieceMemory } from './piece-memory.js';

function tokensOf(...ids: number[]): TokenSink {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  for (const [position, id] of ids.entries()) sink.push(id, position, position + 1);
  return sink;
}

function found(memory: PieceMemory, piece: string): number[] | undefined {
  if (!memory.find(`<${piece}>`, 1, piece.length + 1)) return undefined;
  return Array.from(memory.ids.subarray(memory.first, memory.first + memory.count));
}

describe('PieceMemory', () => {
  it('knows the pieces that were added, wherever they stand', () => {
    const memory = new PieceMemory();
    for (const [piece, ids] of [
      ['ab', [1, 2]],
      ['ba', [3]],
      ['', []],
      ['a', [4, 5, 6]],
    ] as const) {
      expect(found(memory, piece)).toBeUndefined();
      memory.add(piece, tokensOf(...ids));
    }
    expect(['ab', 'ba', '', 'a', 'b'].map((piece) => found(memory, piece))).toEqual([
      [1, 2],
      [3],
      [],
      [4, 5, 6],
      undefined,
    ]);
    expect(found(memory, 'a')).toEqual([4, 5, 6]);
    expect(Array.from(memory.offsets.subarray(2 * memory.first, 2 * (memory.first + memory.count)))).toEqual([
      0, 1, 1, 2, 2, 3,
    ]);
  });

  it('forgets all when it is full, and never mistakes one piece for another', () => {
    const memory = new PieceMemory();
    const pieces = 100_000;
    for (let number = 0; number < pieces; number++) {
      const piece = number.toString(36);
      if (memory.find(piece, 0, piece.length)) throw new Error(`${piece} is known before it was added`);
      memory.add(piece, tokensOf(number));
    }
    let known = 0;
    for (let number = 0; number < pieces; number++) {
      const ids = found(memory, number.toString(36));
      if (ids === undefined) continue;
      known++;
      if (ids[0] !== number) throw new Error(`${number} is taken for ${ids[0]}`);
    }
    expect(known).toBe(pieces % 32_768);
  });
});
