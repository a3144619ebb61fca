import { assertKnownOptions } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { assertIds, windowCopier, type Ids } from '../ids.js';
import { indexedSource } from '../source.js';
import { assertWindowShape, describeWindows, windowCount, windowLength, windowSpan } from '../window-shape.js';
import { assertEnoughIds } from './enough-ids.js';

/** Where {@link windows} lie in a text. */
export interface WindowsOptions {
  /** Ids a window. */
  readonly length: number;
  /** Ids from the beginning of one window to the next. @default length */
  readonly shift?: number;
  /** Ids from one of a window to its next. @default 1 */
  readonly stride?: number;
  /** Leaves windows at the end that would have fewer ids out. @default false */
  readonly dropRemainder?: boolean;
}

/**
 * The windows of a text, in order: the piece of which other ways of cutting are made.
 *
 * Order and tails are those of tf.data's `window(length, shift, stride, drop_remainder)` followed by
 * `flat_map(lambda w: w.batch(length))`. Each element is an array of its own, the caller's to keep and to change.
 *
 * @returns the windows, with random access, so that `shuffle` is exact
 * @throws InvalidArgumentError if the text is empty, or with `dropRemainder` shorter than one window
 * @example
 * windows(ids, { length: 101, shift: 1, dropRemainder: true }).shuffle({ seed: 42 }).batch(32).map((rows) => sequenceBatch(rows));
 */
export function windows(ids: Ids, options: WindowsOptions): ChainableDataset<Int32Array> {
  assertIds(ids);
  assertKnownOptions('windows', options, ['length', 'shift', 'stride', 'dropRemainder']);
  const { length, shift = length, stride = 1, dropRemainder = false } = options;
  const shape = { length, shift, stride, dropRemainder };
  assertWindowShape(shape);
  const needed = dropRemainder ? windowSpan(shape) : 1;
  assertEnoughIds('windows', ids, { needed, unit: dropRemainder ? 'one whole window' : 'one window' });
  const size = windowCount(shape, ids.length);
  const whole = windowCopier(ids, { count: length, stride });
  const at = (index: number): Int32Array => {
    const start = index * shift;
    const window = new Int32Array(windowLength(shape, ids.length - start));
    const copy = window.length === length ? whole : windowCopier(ids, { count: window.length, stride });
    copy(start, window, 0);
    return window;
  };
  const description = `windows(${ids.length} ids, ${describeWindows(shape)})`;
  return chainable(indexedSource({ description, size, access: () => ({ size, at }) }));
}
