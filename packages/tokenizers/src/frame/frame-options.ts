import type { SpecialRole } from '../vocabulary.js';

/** What every trainer lets the caller say about the tokens around the text. */
export interface FrameOptions {
  /**
   * Special tokens by role, each with its written form, such as `{ padding: '', end: '<eos>' }`; their ids are in this
   * order. '' is a form that no text can hold.
   */
  readonly special?: Readonly<Partial<Record<SpecialRole, string>>>;
  /** Written forms of further special tokens, such as `['<user>', '<system>']`; their ids follow. @default [] */
  readonly extraSpecial?: readonly string[];
  /** Whether special tokens get the ids before those of the learned tokens, or behind them. @default 'first' */
  readonly specialPosition?: 'first' | 'last';
  /**
   * What stands around a text: `'text'` for the text, and special tokens named as in `vocabulary.special`, by role or
   * by the written form of one without a role: `['start', 'text', 'end']`.
   *
   * @default the text alone
   */
  readonly template?: readonly TemplateName[];
  /**
   * What stands around two texts, the second of which is `'pair'`: `['start', 'text', 'end', 'pair', 'end']`. From
   * `'pair'` on, tokens belong to the second text (type id 1).
   *
   * @default two texts can't be encoded together
   */
  readonly pairTemplate?: readonly TemplateName[];
  /** Cuts what is too long. @default nothing is cut */
  readonly truncation?: TruncationOptions;
  /** Fills up the rows of `encodeBatch`. @default to the longest row, on the right */
  readonly padding?: PaddingOptions;
}

/** A part of a template: a text, or a special token. */
export type TemplateName = 'text' | 'pair' | SpecialRole | (string & {});

/** How long texts are cut. */
export interface TruncationOptions {
  /** Most tokens that an encoded text or pair has, template included. */
  readonly maximumLength: number;
  /** The end at which tokens go. @default 'right' */
  readonly side?: 'left' | 'right';
  /** Which text of a pair gives way. @default 'longest-first' */
  readonly strategy?: 'longest-first' | 'only-first' | 'only-second';
}

/** How the rows of a batch are filled up with the padding token, or with id 0 where there is none. */
export interface PaddingOptions {
  /** Tokens a row. @default as many as the longest row has */
  readonly length?: number;
  /** The end at which rows are filled up. @default 'right' */
  readonly side?: 'left' | 'right';
  /** Lengths are rounded up to a multiple of it. @default 1 */
  readonly multipleOf?: number;
}

/** The names of {@link FrameOptions}, for the check of a trainer's options. */
export const frameOptionNames = [
  'special',
  'extraSpecial',
  'specialPosition',
  'template',
  'pairTemplate',
  'truncation',
  'padding',
] as const satisfies readonly (keyof FrameOptions)[];
