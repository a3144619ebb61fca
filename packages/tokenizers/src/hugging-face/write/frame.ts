import type { TemplateDescription, TemplatePart, TokenizerDescription } from '../../description.js';
import { sequence } from './sequence.js';

/**
 * How many tokens the model has in a tokenizer.json. Added tokens at the end of the ids are no tokens of the model
 * there, and follow it; others, the unknown token and those that can't be written ('') must be.
 */
export function modelSize({ tokens, added, roles }: TokenizerDescription): number {
  const addedIds = new Set(added.map(({ id }) => id));
  let size = tokens.length;
  while (size > 0 && addedIds.has(size - 1) && size - 1 !== roles.unknown && tokens[size - 1] !== '') size--;
  return size;
}

/** The field `added_tokens`. A form that no text can hold is not one to look for. */
export function writeAddedTokens({ tokens, added }: TokenizerDescription): object[] {
  return [...added]
    .sort((left, right) => left.id - right.id)
    .filter(({ id }) => tokens[id] !== '')
    .map((token) => ({
      id: token.id,
      content: tokens[token.id],
      single_word: token.singleWord ?? false,
      lstrip: token.stripLeft ?? false,
      rstrip: token.stripRight ?? false,
      normalized: token.normalized ?? false,
      special: token.special,
    }));
}

/** The field `truncation`. */
export function writeTruncation({ truncation }: TokenizerDescription): object | null {
  if (truncation === undefined) return null;
  return {
    direction: sides[truncation.side],
    max_length: truncation.maximumLength,
    strategy: strategies[truncation.strategy],
    stride: 0,
  };
}

const sides = { left: 'Left', right: 'Right' } as const;
const strategies = { 'longest-first': 'LongestFirst', 'only-first': 'OnlyFirst', 'only-second': 'OnlySecond' } as const;

/** The field `padding`: `encodeBatch` always gives a rectangle, filled up with the padding token if there is one. */
export function writePadding({ tokens, roles, padding }: TokenizerDescription): object | null {
  const id = padding?.id ?? roles.padding;
  if (id === undefined) return null;
  return {
    strategy: padding?.length === undefined ? 'BatchLongest' : { Fixed: padding.length },
    direction: sides[padding?.side ?? 'right'],
    pad_to_multiple_of: padding?.multipleOf ?? null,
    pad_id: id,
    pad_type_id: padding?.typeId ?? 0,
    pad_token: tokens[id],
  };
}

/** The field `post_processor`. */
export function writePostProcessor({ tokens, template, trimOffsets }: TokenizerDescription): object | null {
  const trimming = trimOffsets && {
    type: 'ByteLevel',
    add_prefix_space: trimOffsets.addPrefixSpace,
    trim_offsets: true,
    use_regex: true,
  };
  const written = template && !isBare(template) ? writeTemplate(template, tokens) : undefined;
  return sequence(
    'processors',
    [trimming, written].filter((part) => part !== undefined),
  );
}

const bareTexts: Required<TemplateDescription> = {
  single: [{ text: 'first', typeId: 0 }],
  pair: [
    { text: 'first', typeId: 0 },
    { text: 'second', typeId: 1 },
  ],
};

/** Whether a template says what holds without one. */
function isBare({ single, pair = bareTexts.pair }: TemplateDescription): boolean {
  return JSON.stringify([single, pair]) === JSON.stringify([bareTexts.single, bareTexts.pair]);
}

function writeTemplate({ single, pair = bareTexts.pair }: TemplateDescription, tokens: readonly string[]): object {
  const special: Record<string, object> = Object.create(null);
  const write = (part: TemplatePart): object => {
    if ('text' in part) return { Sequence: { id: part.text === 'first' ? 'A' : 'B', type_id: part.typeId } };
    const token = tokens[part.id]!;
    special[token] = { id: token, ids: [part.id], tokens: [token] };
    return { SpecialToken: { id: token, type_id: part.typeId } };
  };
  return { type: 'TemplateProcessing', single: single.map(write), pair: pair.map(write), special_tokens: special };
}
