import type { AlignedText } from '../aligned-text.js';
import type { TextPlace } from '../codec.js';

/** Changes text before it is cut. */
export type Normalizer = (text: AlignedText, place: StretchPlace) => AlignedText;

/**
 * Where a text stands in its stretch: what is done at the ends of a stretch is done at these only. A part of a stretch
 * that begins or ends within it is cut before a space that stands behind a letter, digit or sign.
 */
export type StretchPlace = Pick<TextPlace, 'startsText' | 'startsStretch' | 'endsStretch'>;

/** The place of a text that is whole. */
export const wholeText: StretchPlace = { startsText: true, startsStretch: true, endsStretch: true };
