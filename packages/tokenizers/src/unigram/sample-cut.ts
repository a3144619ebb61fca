import type { Random } from '@refrain/core';
import type { Lattice } from './lattice.js';

/**
 * Draws a cut with a probability proportional to its own raised to 1 / `temperature`: sums over all ways to go on
 * from each place (backward filtering), then draws from left to right.
 *
 * @returns the edges of the cut
 */
export function sampleCut(graph: Lattice, temperature: number, random: Random): number[] {
  const { firsts, ends, scores, length } = graph;
  const totals = totalsToEnd(graph, temperature);
  const cut: number[] = [];
  for (let place = 0; place < length;) {
    const until = firsts[place + 1]!;
    let rest = random.uniform();
    let edge = firsts[place]!;
    for (; edge + 1 < until; edge++) {
      rest -= Math.exp(scores[edge]! / temperature + totals[ends[edge]!]! - totals[place]!);
      if (rest < 0) break;
    }
    cut.push(edge);
    place = ends[edge]!;
  }
  return cut;
}

/** The logarithm of the summed weights of all ways from each place to the end, `[length + 1]`. */
function totalsToEnd({ firsts, ends, scores, length }: Lattice, temperature: number): Float64Array {
  const totals = new Float64Array(length + 1);
  for (let place = length - 1; place >= 0; place--) {
    let largest = -Infinity;
    let sum = 0;
    for (let edge = firsts[place]!; edge < firsts[place + 1]!; edge++) {
      const weight = scores[edge]! / temperature + totals[ends[edge]!]!;
      if (weight <= largest) {
        sum += Math.exp(weight - largest);
      } else {
        sum = sum * Math.exp(largest - weight) + 1;
        largest = weight;
      }
    }
    totals[place] = largest + Math.log(sum);
  }
  return totals;
}
