import { createTokenizer } from '../create-tokenizer.js';
import type { ModelDescription, TokenizerDescription } from '../description.js';
import type { Tokenizer } from '../tokenizer.js';
import { JsonPart } from './json-part.js';
import { readAddedTokens } from './read/added-tokens.js';
import { readDecoders } from './read/decoders.js';
import { readPadding, readTruncation } from './read/lengths.js';
import { readModel } from './read/models.js';
import { readNormalizers } from './read/normalizers.js';
import { readPostProcessor } from './read/post-processors.js';
import { readPreTokenizers } from './read/pre-tokenizers.js';
import { readRoles } from './read/roles.js';

/**
 * The tokenizer of a `tokenizer.json`, the format of Hugging Face's tokenizers (version 1.0), with the same ids,
 * offsets and decoded text. A part that this package does not have is refused by its path, never passed over.
 *
 * What differs: special tokens in text are refused unless `special` allows them, and `padding` is for `encodeBatch` alone.
 *
 * @param json the text of the file, or what `JSON.parse` made of it
 * @throws ArtifactError naming the path of what can't be read
 * @example
 * const bert = tokenizerFromHuggingFace(await readFile('tokenizer.json', 'utf8'));
 * bert.encode('To be, or not to be');
 */
export function tokenizerFromHuggingFace(json: unknown): Tokenizer {
  return createTokenizer(descriptionFromHuggingFace(json));
}

/** The content of a tokenizer.json as a description. */
export function descriptionFromHuggingFace(json: unknown): TokenizerDescription {
  const file = parse(json).withFields(
    ...['version', 'truncation', 'padding', 'added_tokens', 'normalizer', 'pre_tokenizer', 'post_processor'],
    ...['decoder', 'model'],
  );
  if (file.at('version').value !== '1.0') file.at('version').refuseType('"1.0"');
  const model = readModel(file.at('model'));
  const { added, tokens } = readAddedTokens(file.at('added_tokens'), model);
  const steps = readPreTokenizers(file.at('pre_tokenizer'));
  const areCharacters = areSingleCharacters({ tokens, added, model: model.model, preTokenizers: steps });
  const truncation = readTruncation(file.at('truncation'));
  const padding = readPadding(file.at('padding'), tokens.length);
  const padToken = file.at('padding').at('pad_token');
  return {
    tokens,
    added,
    roles: readRoles({ tokens, added, unknown: model.unknown, padding, padToken }),
    normalizers: readNormalizers(file.at('normalizer')),
    preTokenizers: areCharacters ? [] : steps,
    model: areCharacters ? { type: 'character' } : withAddedScores(model.model, tokens.length),
    decoders: readDecoders(file.at('decoder')),
    ...readPostProcessor(file.at('post_processor'), tokens),
    ...(truncation && { truncation }),
    ...(padding && { padding }),
  };
}

function parse(json: unknown): JsonPart {
  if (typeof json !== 'string') return new JsonPart(json, '');
  try {
    return new JsonPart(JSON.parse(json), '');
  } catch (cause) {
    return new JsonPart(json, '').malformed('it is not JSON', 'Use another copy of the file.', cause);
  }
}

/** Whether a tokenizer of words cuts texts into characters: a character tokenizer does the same, faster and in streams. */
function areSingleCharacters({
  tokens,
  added,
  model,
  preTokenizers,
}: Pick<TokenizerDescription, 'tokens' | 'added' | 'model' | 'preTokenizers'>): boolean {
  if (model.type !== 'word' || preTokenizers.length !== 1 || preTokenizers[0]!.type !== 'characters') return false;
  const addedIds = new Set(added.map(({ id }) => id));
  return tokens.every((token, id) => addedIds.has(id) || [...token].length === 1);
}

/** Scores go by id; those of tokens that are no pieces of the model are never looked at. */
function withAddedScores(model: ModelDescription, size: number): ModelDescription {
  if (model.type !== 'unigram') return model;
  return { ...model, scores: Array.from({ length: size }, (_, id) => model.scores[id] ?? 0) };
}
