import { loneSurrogate } from '../../lone-surrogate.js';
import type { BytePairModelDescription, ModelDescription } from '../../description.js';
import type { JsonPart } from '../json-part.js';
import { readMerges } from './merges.js';

/** A model and its own tokens; added tokens have further ids. */
export interface ReadModel {
  readonly model: ModelDescription;
  /** By id. */
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** The id of the unknown token. */
  readonly unknown: number | undefined;
}

/** The field `model`. */
export function readModel(part: JsonPart): ReadModel {
  return readers[modelType(part)](part);
}

type ModelType = 'BPE' | 'WordPiece' | 'WordLevel' | 'Unigram';

/** Files from before 2023 leave the type out; the library then takes the first model whose fields are all there. */
function modelType(part: JsonPart): ModelType {
  const type = part.at('type');
  if (type.value !== undefined) return type.choice(modelTypes);
  if (part.at('merges').value !== undefined) return 'BPE';
  if (part.at('max_input_chars_per_word').value !== undefined) return 'WordPiece';
  if (part.at('unk_token').value !== undefined) return 'WordLevel';
  return type.choice(modelTypes);
}

const modelTypes = { BPE: 'BPE', WordPiece: 'WordPiece', WordLevel: 'WordLevel', Unigram: 'Unigram' } as const;

const readers: Readonly<Record<ModelType, (part: JsonPart) => ReadModel>> = {
  BPE: readBytePair,
  WordPiece(part) {
    part.withFields('type', 'unk_token', 'continuing_subword_prefix', 'max_input_chars_per_word', 'vocab');
    const tokens = readVocabulary(part.at('vocab'));
    const maximum = part.at('max_input_chars_per_word');
    if (maximum.integer() === 0) maximum.refuseType('a positive integer');
    const model = {
      type: 'word-piece',
      continuingPrefix: part.at('continuing_subword_prefix').string(),
      maximumCharacters: maximum.integer(),
    } as const;
    return finish(model, tokens, part.at('unk_token').string());
  },
  WordLevel(part) {
    part.withFields('type', 'unk_token', 'vocab');
    return finish({ type: 'word' }, readVocabulary(part.at('vocab')), part.at('unk_token').string());
  },
  Unigram: readUnigram,
};

function readBytePair(part: JsonPart): ReadModel {
  part.withFields(
    ...['type', 'dropout', 'unk_token', 'continuing_subword_prefix', 'end_of_word_suffix', 'fuse_unk'],
    ...['byte_fallback', 'ignore_merges', 'vocab', 'merges'],
  );
  const dropout = part.at('dropout');
  if (!dropout.isNull && dropout.value !== 0) {
    dropout.malformed(
      `${dropout.path} is ${JSON.stringify(dropout.value)}, where null can be read`,
      'Make the file with dropout null, and draw by passing regularization: { dropout, random } to encode.',
    );
  }
  const text = (name: string) => (part.at(name).isNull ? '' : part.at(name).string());
  const flag = (name: string) => !part.at(name).isNull && part.at(name).boolean();
  const unknown = part.at('unk_token');
  const tokens = readVocabulary(part.at('vocab'));
  const ids = idsOf(tokens);
  const continuingPrefix = text('continuing_subword_prefix');
  const endOfWordSuffix = text('end_of_word_suffix');
  const model: BytePairModelDescription = {
    type: 'bpe',
    merges: readMerges(part.at('merges'), ids, continuingPrefix),
    ...(continuingPrefix !== '' && { continuingPrefix }),
    ...(endOfWordSuffix !== '' && { endOfWordSuffix }),
    ...(flag('fuse_unk') && { fuseUnknown: true }),
    ...(flag('byte_fallback') && { byteFallback: true }),
    ...(flag('ignore_merges') && { ignoreMerges: true }),
    ...(unknown.isNull && { leaveOutUnknown: true }),
  };
  return { model, tokens, ids, unknown: unknown.isNull ? undefined : ids.get(unknown.string()) };
}

function readUnigram(part: JsonPart): ReadModel {
  part.withFields('type', 'unk_id', 'vocab', 'byte_fallback');
  const byteFallback = part.at('byte_fallback');
  const tokens: string[] = [];
  const scores: number[] = [];
  const ids = new Map<string, number>();
  for (const piece of part.at('vocab').list()) {
    const [tokenPart, scorePart] = pairOf(piece);
    const token = tokenPart.string();
    if (ids.has(token)) tokenPart.malformed(`${tokenPart.path} repeats ${JSON.stringify(token)}`);
    ids.set(token, tokens.length);
    tokens.push(token);
    scores.push(scorePart.number());
  }
  const unknown = part.at('unk_id');
  if (!unknown.isNull && unknown.integer() >= tokens.length) unknown.refuseType('the position of a token in the vocab');
  return {
    model: { type: 'unigram', scores, ...(!byteFallback.isNull && byteFallback.boolean() && { byteFallback: true }) },
    tokens,
    ids,
    unknown: unknown.isNull ? undefined : unknown.integer(),
  };
}

function pairOf(piece: JsonPart): [token: JsonPart, score: JsonPart] {
  const parts = piece.list();
  return parts.length === 2 ? [parts[0]!, parts[1]!] : piece.refuseType('a token and its score');
}

function finish(model: ModelDescription, tokens: readonly string[], unknown: string): ReadModel {
  const ids = idsOf(tokens);
  return { model, tokens, ids, unknown: ids.get(unknown) };
}

/** The tokens of a table of ids, in the order of their ids. */
function readVocabulary(part: JsonPart): string[] {
  const tokens: string[] = [];
  const entries = part.entries();
  for (const [token, idPart] of entries) {
    if (loneSurrogate(token) !== -1) part.malformed(`${idPart.path} has half a character in its name`);
    const id = idPart.integer();
    if (tokens[id] !== undefined) {
      idPart.malformed(`${idPart.path} is ${id}, which is also the id of ${JSON.stringify(tokens[id])}`);
    }
    tokens[id] = token;
  }
  if (tokens.length !== entries.length) {
    part.malformed(
      `${part.path} has ${entries.length} tokens, none with the id ${firstHole(tokens)} below its greatest id`,
    );
  }
  return tokens;
}

function firstHole(tokens: readonly string[]): number {
  let id = 0;
  while (tokens[id] !== undefined) id++;
  return id;
}

function idsOf(tokens: readonly string[]): ReadonlyMap<string, number> {
  return new Map(tokens.map((token, id) => [token, id]));
}
