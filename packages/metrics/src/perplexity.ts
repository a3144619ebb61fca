import { assertKnownOptions, assertPositiveNumber, refuse } from '@refrain/core';

/**
 * How many equally probable tokens a model hesitates between: e to the power of its mean cross-entropy.
 * 1 is perfect; guessing evenly gives the size of the vocabulary.
 *
 * @param nats mean cross-entropy in nats a token, over the tokens that count: padding in it makes a model look better
 * @example
 * perplexity(Math.log(39));   // 39, to the last digits
 */
export function perplexity(nats: number): number {
  assertNats(nats);
  return Math.exp(nats);
}

/**
 * Mean cross-entropy in bits a token.
 *
 * @param nats mean cross-entropy in nats a token
 * @example
 * bitsPerToken(Math.LN2);   // 1
 */
export function bitsPerToken(nats: number): number {
  assertNats(nats);
  return nats / Math.LN2;
}

/** What a text's cross-entropy is spread over. */
export interface BitsPerCharacterOptions {
  /** Mean cross-entropy in nats a token. */
  readonly nats: number;
  /** How many tokens were predicted. */
  readonly tokens: number;
  /** How many characters these tokens stand for. */
  readonly characters: number;
}

/**
 * Bits a character: what makes models with different tokenizers comparable, because it does not depend on how many
 * characters a token holds. For a character model it is {@link bitsPerToken}.
 *
 * @example
 * bitsPerCharacter({ nats: 4 * Math.LN2, tokens: 100, characters: 400 });   // 1
 */
export function bitsPerCharacter(options: BitsPerCharacterOptions): number {
  assertKnownOptions('bitsPerCharacter', options, ['nats', 'tokens', 'characters']);
  const { nats, tokens, characters } = options;
  assertPositiveNumber('tokens', tokens);
  assertPositiveNumber('characters', characters);
  return bitsPerToken(nats) * (tokens / characters);
}

function assertNats(nats: number): void {
  if (typeof nats !== 'number' || !(nats >= 0)) refuse('nats', nats, { expected: 'a number of at least 0' });
}
