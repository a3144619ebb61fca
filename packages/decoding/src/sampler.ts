import type { Random } from '@refrain/core';
import type { Distribution } from './distribution.js';

/**
 * Chooses the next id from the processed distribution. The only place where chance enters a generation.
 *
 * `random` is the generation's, undefined where none was given. A sampler that draws should draw equally often for
 * every id, so that the numbers of one id do not move when another one changes.
 *
 * @returns an id from 0 to the vocabulary size less 1
 * @example
 * const lastOfTheBest: Sampler = ({ logits }) => logits.lastIndexOf(Math.max(...logits));
 */
export type Sampler = (distribution: Distribution, random: Random | undefined) => number;
