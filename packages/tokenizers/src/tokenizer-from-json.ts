import { ArtifactError } from '@refrain/core';
import { createCharTokenizer } from './char-tokenizer.js';
import { codePoints, isSurrogate, lowercaseCodePoint } from './characters.js';
import type { Tokenizer } from './tokenizer.js';
import { specialRoles } from './vocabulary.js';
import type { SpecialRole } from './vocabulary.js';

/**
 * The tokenizer that `JSON.stringify(tokenizer)` stored. Everything is checked: the JSON may come from anywhere.
 *
 * @param json the JSON text, or what `JSON.parse` made of it
 * @throws ArtifactError if it is not JSON, not a tokenizer, of another version or kind, or holds what no tokenizer does
 * @example
 * const again = tokenizerFromJSON(JSON.stringify(tokenizer));
 */
export function tokenizerFromJSON(json: unknown): Tokenizer {
  const stored = parse(json);
  if (stored.format !== 'refrain-tokenizer') malformed(`its format is ${show(stored.format)}`);
  if (stored.version !== 1) {
    malformed(
      `its version is ${show(stored.version)}`,
      'Read it with the version of @refrain/tokenizers that wrote it.',
    );
  }
  const read = readers.get(stored.kind);
  if (read === undefined)
    malformed(`its kind is ${show(stored.kind)}, where ${[...readers.keys()].join(', ')} can be read`);
  return read(stored);
}

type Stored = Readonly<Record<string, unknown>>;

/** How each kind is read. A map, so that no name reaches a prototype. */
const readers = new Map<unknown, (stored: Stored) => Tokenizer>([['character', readCharTokenizer]]);

function readCharTokenizer(stored: Stored): Tokenizer {
  assertFields(stored, ['format', 'version', 'kind', 'lowercase', 'special', 'tokens']);
  const { lowercase } = stored;
  if (typeof lowercase !== 'boolean') malformed(`its lowercase is ${show(lowercase)}`);
  const tokens = readTokens(stored.tokens);
  const special = readSpecial(stored.special, tokens.length);
  const specialIds = new Set(Object.values(special));
  for (const [id, token] of tokens.entries()) {
    const characters = codePoints(token);
    if (characters.some(isSurrogate)) malformed(`its token ${id} is ${show(token)}, which has half a character`);
    if (specialIds.has(id)) continue;
    if (characters.length !== 1) malformed(`its token ${id} is ${show(token)}, which is not one character`);
    if (lowercase && lowercaseCodePoint(characters[0]!)[0] !== characters[0]) {
      malformed(`its token ${id} is ${show(token)}, which no lower-cased text holds`);
    }
  }
  return createCharTokenizer({ tokens, special, lowercase });
}

function readTokens(value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((token) => typeof token === 'string')) {
    malformed('its tokens are not a list of strings');
  }
  const ids = new Map<string, number>();
  for (const [id, token] of (value as string[]).entries()) {
    if (ids.has(token)) malformed(`its token ${show(token)} has the ids ${ids.get(token)} and ${id}`);
    ids.set(token, id);
  }
  return value;
}

function readSpecial(value: unknown, size: number): Partial<Record<SpecialRole, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    malformed('its special tokens are not an object');
  const special: Partial<Record<SpecialRole, number>> = {};
  const taken = new Set<unknown>();
  for (const [role, id] of Object.entries(value)) {
    if (!isRole(role)) malformed(`its special tokens have the role ${show(role)}`);
    if (!Number.isInteger(id) || id < 0 || id >= size || taken.has(id)) {
      malformed(`its special token ${role} has the id ${show(id)}`);
    }
    special[role] = id;
    taken.add(id);
  }
  return special;
}

function isRole(role: string): role is SpecialRole {
  return (specialRoles as readonly string[]).includes(role);
}

/** A field that would be ignored may have changed what the ids mean. */
function assertFields(stored: Stored, known: readonly string[]): void {
  for (const field of Object.keys(stored)) {
    if (!known.includes(field)) malformed(`it has the field ${show(field)}, which this kind does not have`);
  }
}

function parse(json: unknown): Stored {
  let stored = json;
  if (typeof json === 'string') {
    try {
      stored = JSON.parse(json);
    } catch (cause) {
      malformed('it is not JSON', undefined, cause);
    }
  }
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) malformed('it is not an object');
  return stored as Stored;
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

function malformed(reason: string, remedy = 'Use another copy of the file.', cause?: unknown): never {
  const message = `expected the stored tokenizer of version 1 of the format refrain-tokenizer; ${reason}. ${remedy}`;
  throw new ArtifactError({ artifact: 'tokenizer.json', message, cause });
}
