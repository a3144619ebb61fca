import { codePoints, isSurrogate, lowercaseCodePoint } from '../characters.js';
import type { TokenizerDescription } from '../description.js';
import { list, malformed, object, text } from './fields.js';
import type { Reader } from './fields.js';
import { componentReaders } from './read-components.js';
import { frameReaders } from './read-frame.js';
import { readModel } from './read-model.js';

/** Reads the stored form of a kind of tokenizer. What is absent there is empty. */
export function readDescription(kind: string, stored: Readonly<Record<string, unknown>>): TokenizerDescription {
  const tokens = readTokens(stored.tokens, 'tokens');
  const { normalizer, preTokenizer, decoder } = componentReaders();
  const known: Reader<unknown> = (value) => value;
  const optional: PartReaders = {
    ...frameReaders(tokens.length),
    normalizers: list(normalizer),
    preTokenizers: list(preTokenizer),
    decoders: list(decoder),
  };
  const fields = object<object>(
    { format: known, version: known, kind: known, tokens: known },
    { ...optional, model: known },
  )(stored, '');
  const parts = Object.entries(fields).filter(([name]) => name in optional);
  const description: TokenizerDescription = {
    added: [],
    roles: {},
    normalizers: [],
    preTokenizers: [],
    decoders: [],
    ...Object.fromEntries(parts),
    tokens,
    model: readModel(kind, stored.model, tokens),
  };
  if (kind === 'character') assertCharacters(description);
  return description;
}

/** A reader of every part of a description but the tokens and the model. */
type PartReaders = {
  readonly [Part in Exclude<keyof TokenizerDescription, 'tokens' | 'model'>]-?: Reader<TokenizerDescription[Part]>;
};

function readTokens(value: unknown, path: string): string[] {
  const tokens = list(text)(value, path);
  const ids = new Map<string, number>();
  for (const [id, token] of tokens.entries()) {
    const other = ids.get(token);
    if (other !== undefined) malformed(`tokens[${id}] is ${JSON.stringify(token)}, which tokens[${other}] is too`);
    if (codePoints(token).some(isSurrogate))
      malformed(`tokens[${id}] is ${JSON.stringify(token)}, which has half a character`);
    ids.set(token, id);
  }
  return tokens;
}

function assertCharacters({ tokens, added, normalizers }: TokenizerDescription): void {
  const addedIds = new Set(added.map(({ id }) => id));
  const lowercase = normalizers.some((normalizer) => normalizer.type === 'lowercase' && normalizer.letters !== 'ascii');
  for (const [id, token] of tokens.entries()) {
    if (addedIds.has(id)) continue;
    const characters = codePoints(token);
    if (characters.length !== 1) malformed(`tokens[${id}] is ${JSON.stringify(token)}, which is not one character`);
    if (lowercase && lowercaseCodePoint(characters[0]!)[0] !== characters[0]) {
      malformed(`tokens[${id}] is ${JSON.stringify(token)}, which no lower-cased text holds`);
    }
  }
}
