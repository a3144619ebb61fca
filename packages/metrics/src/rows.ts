import { refuse } from '@refrain/core';

/** Predictions and what was to be predicted, a row for each position of a batch. */
export interface Rows {
  /** Row-major `[positions, classes]`, unnormalised. */
  readonly logits: ArrayLike<number>;
  /** The right class of each row, `[positions]`. */
  readonly targets: ArrayLike<number>;
  /** Which rows count, `[positions]`: all but those with 0. @default every row counts */
  readonly mask?: ArrayLike<number>;
}

/**
 * Calls `visit` with the place of each row that counts in `logits` and its target.
 *
 * @returns how many rows count
 */
export function forEachRow(
  { logits, targets, mask }: Rows,
  visit: (start: number, end: number, target: number) => void,
): number {
  const classes = targets.length === 0 ? 0 : logits.length / targets.length;
  if (!Number.isInteger(classes) || (classes === 0 && logits.length + targets.length > 0)) {
    const expected = `an array [positions, classes] with ${targets.length} positions, as targets has`;
    refuse('logits', logits, { expected });
  }
  if (mask !== undefined && mask.length !== targets.length) {
    refuse('mask', mask, { expected: `an array of ${targets.length} numbers, as targets has` });
  }
  let counted = 0;
  for (let row = 0; row < targets.length; row++) {
    if (mask !== undefined && mask[row] === 0) continue;
    const target = targets[row]!;
    if (!Number.isInteger(target) || target < 0 || target >= classes) {
      refuse(`targets[${row}]`, target, { expected: `an integer from 0 to ${classes - 1}` });
    }
    visit(row * classes, (row + 1) * classes, target);
    counted++;
  }
  return counted;
}
