/** 1 for a text that speaks well of its subject, 0 for one that speaks ill. */
export type Label = 0 | 1;

/** A text and whether it is positive. */
export interface LabelledText {
  readonly text: string;
  readonly label: Label;
}
