import { type Packing } from './packing.js';

/** Which thread runs which rows: quads are four neighbouring ranks each. */
export interface Sharing {
  /** The quads of part 0, of part 1, …, each part's ascending. */
  readonly quads: Int32Array;
  /** Where each part's quads begin, then the number of quads. */
  readonly shares: Int32Array;
}

/** How many quads a batch has. */
export function quadsOf({ order }: Packing): number {
  return Math.ceil(order.length / 4);
}

/**
 * Shares out the quads so that every part has about as much to do: the longest first, each to the part that has least so
 * far. Parts don't change a bit of the result.
 */
export function shareQuads(packing: Packing, parts: number): Sharing {
  const loads = new Array<number>(parts).fill(0);
  const own = loads.map((): number[] => []);
  for (let quad = 0; quad < quadsOf(packing); quad++) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += costOf(packing, quad);
    own[least]!.push(quad);
  }
  const shares = new Int32Array(parts + 1);
  own.forEach((quads, part) => (shares[part + 1] = shares[part]! + quads.length));
  return { quads: Int32Array.from(own.flat()), shares };
}

/** How many slots the four ranks have: a row takes about as long alone as in a whole quad. */
function costOf({ lengths }: Packing, quad: number): number {
  return lengths.subarray(4 * quad, 4 * quad + 4).reduce((sum, length) => sum + length);
}
