import { distributionOf } from '../distribution.js';
import { greedy } from './greedy.js';

function chosen(...logits: number[]): number {
  return greedy()(distributionOf(Float32Array.from(logits)), undefined);
}

describe('greedy', () => {
  it('chooses the most probable id', () => {
    expect(chosen(1, 3, 2)).toBe(1);
  });

  it('chooses the first of equals', () => {
    expect(chosen(1, 3, 3)).toBe(1);
    expect(chosen(0, 0, 0)).toBe(0);
  });

  it('passes over forbidden ids', () => {
    expect(chosen(-Infinity, -Infinity, -5)).toBe(2);
  });
});
