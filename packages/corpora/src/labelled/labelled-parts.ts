import type { LabelledText } from './labelled-text.js';

/** Labelled texts in the parts that their corpus itself is divided into; a part that it does not have is empty. */
export interface LabelledParts {
  readonly training: LabelledText[];
  readonly validation: LabelledText[];
  readonly test: LabelledText[];
}
