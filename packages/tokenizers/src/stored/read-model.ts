import type { ModelDescription, TextStatistics } from '../description.js';
import { finite, flag, integer, list, malformed, object, oneOf, refuseField, text } from './fields.js';
import type { FieldReaders, Reader } from './fields.js';

/** The fields that a model has beside its type, those that it must have and those that it may. */
interface ModelFields {
  readonly required: FieldReaders;
  readonly optional?: FieldReaders;
}

/** Reads the model of a kind, for a vocabulary of `tokens`. */
export function readModel(kind: string, value: unknown, tokens: readonly string[]): ModelDescription {
  const { required, optional } = modelFields(tokens).get(kind)!;
  const model = {
    type: kind,
    ...object<Record<string, unknown>>(required, optional)(value === undefined ? {} : value, 'model'),
  } as ModelDescription;
  if (model.type === 'bpe') assertMerges(model, tokens);
  return model;
}

/** The kinds that can be read. */
export const modelKinds: readonly string[] = ['character', 'word', 'bpe', 'word-piece', 'unigram'];

function modelFields(tokens: readonly string[]): ReadonlyMap<string, ModelFields> {
  const perToken = <T>(entry: Reader<T>) => ofLength(tokens.length, list(entry));
  return new Map<string, ModelFields>([
    ['character', { required: {} }],
    [
      'word',
      {
        required: {},
        optional: {
          leaveOutUnknown: flag,
          statistics: object<TextStatistics>({
            behaviour: oneOf('text-vectorization', 'legacy', 'torchtext'),
            texts: integer(0),
            frequencies: perToken(integer(0)),
          }),
        },
      },
    ],
    [
      'bpe',
      {
        required: { merges: list(ofLength(2, list(integer(0, tokens.length - 1)))) },
        optional: {
          continuingPrefix: text,
          endOfWordSuffix: text,
          fuseUnknown: flag,
          byteFallback: flag,
          ignoreMerges: flag,
          leaveOutUnknown: flag,
        },
      },
    ],
    ['word-piece', { required: { continuingPrefix: text, maximumCharacters: integer(1) } }],
    ['unigram', { required: { scores: perToken(finite) }, optional: { byteFallback: flag } }],
  ]);
}

function ofLength<T>(length: number, read: Reader<T[]>): Reader<T[]> {
  return (value, path) => {
    if (Array.isArray(value) && value.length !== length) refuseField(path, value, `a list of ${length}`);
    return read(value, path);
  };
}

/** A merge without a token of its own would stop the first text that it fits. */
function assertMerges(
  { merges, continuingPrefix = '' }: Extract<ModelDescription, { type: 'bpe' }>,
  tokens: readonly string[],
): void {
  const known = new Set(tokens);
  for (const [position, [left, right]] of merges.entries()) {
    const behind = tokens[right]!;
    const token =
      tokens[left]! + (behind.startsWith(continuingPrefix) ? behind.slice(continuingPrefix.length) : behind);
    if (known.has(token)) continue;
    malformed(`model.merges[${position}] must give a token, but ${JSON.stringify(token)} is none`);
  }
}
