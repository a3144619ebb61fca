import { ArtifactError, describeValue } from '@refrain/core';

/**
 * The tokens of a `vocab.json`, by id: an object of tokens with their ids, which run from 0 without a gap.
 *
 * @throws ArtifactError naming the token or id
 */
export function readVocabularyFile(content: string): string[] {
  const entries = Object.entries(parseObject(content));
  if (entries.length === 0) malformed('vocab.json', 'it must have a token');
  const tokens = new Array<string | undefined>(entries.length).fill(undefined);
  for (const [token, id] of entries) {
    const shown = JSON.stringify(token);
    if (!Number.isSafeInteger(id) || id < 0) {
      malformed('vocab.json', `the id of ${shown} must be an integer of at least 0, not ${describeValue(id)}`);
    }
    // If an id is too large for the number of tokens, a smaller one is missing.
    if (id >= tokens.length) continue;
    if (tokens[id] !== undefined) {
      malformed(
        'vocab.json',
        `tokens must have different ids, but ${JSON.stringify(tokens[id])} and ${shown} have the id ${id}`,
      );
    }
    tokens[id] = token;
  }
  const missing = tokens.indexOf(undefined);
  if (missing !== -1) {
    malformed(
      'vocab.json',
      `the ids of ${tokens.length} tokens must run from 0 to ${tokens.length - 1}, but no token has the id ${missing}`,
    );
  }
  return tokens as string[];
}

/**
 * The merges of a `merges.txt`: lines of two tokens with a space between, the first to be merged first. Lines that begin
 * with `#version` are comments.
 *
 * @param ids the id of each token of the vocabulary
 * @throws ArtifactError naming the line
 */
export function readMergesFile(content: string, ids: ReadonlyMap<string, number>): [left: number, right: number][] {
  const lines = content.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const merges: [number, number][] = [];
  for (const [position, line] of lines.entries()) {
    if (line.startsWith('#version')) continue;
    const where = `line ${position + 1}`;
    const parts = line.split(' ');
    const [left = '', right = ''] = parts;
    if (parts.length !== 2 || left === '' || right === '') {
      malformed('merges.txt', `${where} must be two tokens with one space between, not ${describeValue(line)}`);
    }
    for (const token of [left, right, left + right]) {
      if (ids.has(token)) continue;
      const merge = `${JSON.stringify(left)} and ${JSON.stringify(right)}`;
      malformed('merges.txt', `${where} merges ${merge}, but the vocabulary has no token ${JSON.stringify(token)}`);
    }
    merges.push([ids.get(left)!, ids.get(right)!]);
  }
  return merges;
}

function parseObject(content: string): Record<string, number> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (cause) {
    malformed('vocab.json', `it must be JSON: ${(cause as Error).message}`, cause);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    malformed('vocab.json', `it must be an object of tokens with their ids, not ${describeValue(parsed)}`);
  }
  return parsed as Record<string, number>;
}

function malformed(artifact: 'vocab.json' | 'merges.txt', reason: string, cause?: unknown): never {
  const message = `expected the ${artifact} of a byte-pair tokenizer; ${reason}. Use another copy of the file.`;
  throw new ArtifactError({ artifact, message, cause });
}
