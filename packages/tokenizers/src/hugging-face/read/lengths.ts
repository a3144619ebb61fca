import type { PaddingDescription, TruncationDescription } from '../../description.js';
import type { JsonPart } from '../json-part.js';

const sides = { Left: 'left', Right: 'right' } as const;
const strategies = { LongestFirst: 'longest-first', OnlyFirst: 'only-first', OnlySecond: 'only-second' } as const;

/** The field `truncation`. */
export function readTruncation(part: JsonPart): TruncationDescription | undefined {
  if (part.isNull) return undefined;
  part.withFields('direction', 'max_length', 'strategy', 'stride');
  const direction = part.at('direction');
  const stride = part.at('stride');
  if (stride.integer() !== 0) {
    stride.malformed(
      `${stride.path} is ${stride.value}, where 0 can be read`,
      'What is cut off is not given back here: make the file without a stride.',
    );
  }
  const maximumLength = part.at('max_length').integer();
  if (maximumLength === 0) part.at('max_length').refuseType('a positive integer');
  return {
    maximumLength,
    side: direction.isNull ? 'right' : direction.choice(sides),
    strategy: part.at('strategy').choice(strategies),
  };
}

/** The field `padding`. The id rules; `pad_token` only names it, and often is a default that nobody set. */
export function readPadding(part: JsonPart, size: number): PaddingDescription | undefined {
  if (part.isNull) return undefined;
  part.withFields('strategy', 'direction', 'pad_to_multiple_of', 'pad_id', 'pad_type_id', 'pad_token');
  part.at('pad_token').string();
  const multipleOf = part.at('pad_to_multiple_of');
  const length = readStrategy(part.at('strategy'));
  const id = part.at('pad_id').integer();
  if (id >= size) part.at('pad_id').refuseType(`an id below ${size}, the size of the vocabulary,`);
  return {
    ...(length !== undefined && { length }),
    side: part.at('direction').choice(sides),
    id,
    typeId: part.at('pad_type_id').integer(255),
    ...(!multipleOf.isNull && multipleOf.integer() > 1 && { multipleOf: multipleOf.integer() }),
  };
}

function readStrategy(part: JsonPart): number | undefined {
  if (part.value === 'BatchLongest') return undefined;
  const fixed = part.at('Fixed');
  if (fixed.isNull) return part.refuseType('"BatchLongest" or { "Fixed": length }');
  part.withFields('Fixed');
  return fixed.integer() > 0 ? fixed.integer() : fixed.refuseType('a positive integer');
}
