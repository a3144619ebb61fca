import { assertPositiveInteger } from '@refrain/core';

/** How windows lie in a sequence, as in tf.data: window k holds elements k·shift, k·shift + stride, …, `length` of them. */
export interface WindowShape {
  readonly length: number;
  /** Elements from the beginning of one window to the next. */
  readonly shift: number;
  /** Elements from one of a window to its next. */
  readonly stride: number;
  /** Leaves windows at the end that would have fewer elements out. */
  readonly dropRemainder: boolean;
}

/** Throws unless the numbers of a window are positive integers. */
export function assertWindowShape({ length, shift, stride }: WindowShape): void {
  assertPositiveInteger('length', length);
  assertPositiveInteger('shift', shift);
  assertPositiveInteger('stride', stride);
}

/** Elements from a window's first to its last, both counted. */
export function windowSpan({ length, stride }: WindowShape): number {
  return (length - 1) * stride + 1;
}

/** How many windows there are in `elements` elements. */
export function windowCount(shape: WindowShape, elements: number): number {
  if (!shape.dropRemainder) return Math.ceil(elements / shape.shift);
  return Math.max(0, Math.floor((elements - windowSpan(shape)) / shape.shift) + 1);
}

/** How many elements the window that begins `left` elements before the end has. */
export function windowLength({ length, stride }: WindowShape, left: number): number {
  return Math.min(length, Math.ceil(left / stride));
}

/** The shape in words, for a dataset's description. */
export function describeWindows({ length, shift, stride, dropRemainder }: WindowShape): string {
  return `length ${length}, shift ${shift}${stride > 1 ? `, stride ${stride}` : ''}${dropRemainder ? ', dropRemainder' : ''}`;
}
