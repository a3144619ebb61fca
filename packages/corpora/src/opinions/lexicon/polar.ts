import type { Label } from '../../labelled/labelled-text.js';

/** Words of one kind by the label that they speak for: `polar[1]` are the good ones. */
export type Polar = Readonly<Record<Label, readonly string[]>>;

/** The words of two lists such as `good, great`. */
export function polar(positive: string, negative: string): Polar {
  return { 1: wordsOf(positive), 0: wordsOf(negative) };
}

/** The words of a list such as `good, great`. */
export function wordsOf(list: string): string[] {
  return list.split(',').map((word) => word.trim());
}

/** The other label. */
export function opposite(label: Label): Label {
  return label === 1 ? 0 : 1;
}
