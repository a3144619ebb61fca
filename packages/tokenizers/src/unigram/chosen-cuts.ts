import { Random } from '@refrain/core';
import type { UnigramSampling } from '../tokenizer.js';
import type { Lattice } from './lattice.js';

/**
 * In place of sampling: says itself how each piece of a text is to be cut. So the n best ways to cut a whole text go
 * through all that surrounds the model, from normalizers to templates.
 */
export class ChosenCuts implements UnigramSampling {
  /** What sampling must have; here without a meaning. */
  readonly temperature = 1;
  readonly random = new Random(0);

  readonly #choose: (graph: Lattice) => readonly number[];

  /** @param choose called with all ways to cut each piece, from the first piece to the last; gives the edges of the cut */
  constructor(choose: (graph: Lattice) => readonly number[]) {
    this.#choose = choose;
  }

  choose(graph: Lattice): readonly number[] {
    return this.#choose(graph);
  }
}
