import { assertKnownOptions, assertOneOf, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import type { TokenizerDescription, TruncationDescription } from '../description.js';
import type { BatchOptions, EncodedBatch, EncodeOptions, Encoding } from '../tokenizer.js';

const ownNames = ['maximumLength', 'length', 'paddingSide', 'truncationSide'] as const;
const encodeNames = ['special', 'replaceUnknown', 'template', 'regularization'] as const;

/** How one row of a batch is encoded. */
export type RowEncoder = (
  text: string,
  options: EncodeOptions,
  truncation: TruncationDescription | undefined,
) => Encoding;

/** Encodes each text, and fills the rows up to one length. */
export function encodeBatch(
  description: TokenizerDescription,
  encodeRow: RowEncoder,
  [texts, options]: [texts: Iterable<string | readonly [string, string]>, options: BatchOptions],
): EncodedBatch {
  const { length, paddingSide, truncation, encodeOptions } = checkBatchOptions(options, description);
  if (typeof texts === 'string' || typeof texts?.[Symbol.iterator] !== 'function') {
    refuse('texts', texts, { expected: 'several strings', remedy: 'Put a single text into a list.' });
  }
  const rows = Array.from(texts, (entry) => {
    if (!Array.isArray(entry)) return encodeRow(entry as string, encodeOptions, truncation);
    if (entry.length !== 2) refuse('texts', entry, { expected: 'strings or pairs of strings' });
    return encodeRow(entry[0] as string, { ...encodeOptions, pair: entry[1] as string }, truncation);
  });
  const time = batchLength(rows, { length, multipleOf: description.padding?.multipleOf ?? 1 });
  const ids = new Int32Array(rows.length * time).fill(description.padding?.id ?? description.roles.padding ?? 0);
  const typeIds = new Uint8Array(rows.length * time).fill(description.padding?.typeId ?? 0);
  const mask = new Uint8Array(rows.length * time);
  for (const [row, encoding] of rows.entries()) {
    const start = row * time + (paddingSide === 'left' ? time - encoding.ids.length : 0);
    ids.set(encoding.ids, start);
    typeIds.set(encoding.typeIds, start);
    mask.fill(1, start, start + encoding.ids.length);
  }
  return { ids, mask, shape: [rows.length, time], typeIds };
}

function checkBatchOptions(options: BatchOptions, { truncation, padding }: TokenizerDescription) {
  assertKnownOptions('encodeBatch', options, [...encodeNames, ...ownNames]);
  const { maximumLength, length = padding?.length, truncationSide, paddingSide, ...encodeOptions } = options;
  if (maximumLength !== undefined) assertPositiveInteger('maximumLength', maximumLength);
  if (length !== undefined) assertPositiveInteger('length', length);
  if (paddingSide !== undefined) assertOneOf('paddingSide', paddingSide, ['left', 'right']);
  if (truncationSide !== undefined) assertOneOf('truncationSide', truncationSide, ['left', 'right']);
  const longest = maximumLength ?? truncation?.maximumLength;
  if (longest === undefined && truncationSide !== undefined) {
    refuse('truncationSide', truncationSide, {
      expected: 'absent where nothing is cut',
      remedy: 'Give maximumLength.',
    });
  }
  return {
    length,
    paddingSide: paddingSide ?? padding?.side ?? 'right',
    truncation:
      longest === undefined
        ? undefined
        : ({
            maximumLength: longest,
            side: truncationSide ?? truncation?.side ?? 'right',
            strategy: truncation?.strategy ?? 'longest-first',
          } as const),
    encodeOptions,
  };
}

/** Tokens a row, padding included. */
function batchLength(
  rows: readonly Encoding[],
  { length, multipleOf }: { readonly length: number | undefined; readonly multipleOf: number },
): number {
  const longest = rows.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const time = Math.ceil((length ?? longest) / multipleOf) * multipleOf;
  if (longest > time) {
    const row = rows.findIndex(({ ids }) => ids.length > time);
    throw new InvalidArgumentError({
      argument: 'texts',
      value: row,
      message:
        `the texts of a batch must have at most ${time} tokens, to which they are padded; received ` +
        `${rows[row]!.ids.length} at position ${row}. Pass maximumLength to cut them, or a greater length.`,
    });
  }
  return time;
}
