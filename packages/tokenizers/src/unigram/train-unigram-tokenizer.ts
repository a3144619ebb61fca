import { InvalidArgumentError } from '@refrain/core';
import { createTokenizer } from '../create-tokenizer.js';
import type { TokenizerDescription } from '../description.js';
import { frameParts } from '../frame/frame-parts.js';
import type { Tokenizer } from '../tokenizer.js';
import { countPieces } from '../training/count-pieces.js';
import { refuseNoText } from '../training/learn-tokens.js';
import type { PieceCounter } from '../training/piece-counter.js';
import { byteToken } from './piece-scores.js';
import { coveringCharacters } from './training/alphabet.js';
import { countSegments, longestSegment } from './training/count-segments.js';
import { learnPieces } from './training/learn-pieces.js';
import { seedPieces } from './training/seed-pieces.js';
import type { Seeds } from './training/seed-pieces.js';
import { encodeSegments } from './training/segments.js';
import { checkUnigramOptions } from './unigram-options.js';
import type { CheckedUnigramOptions, UnigramTokenizerOptions } from './unigram-options.js';

/**
 * Makes a tokenizer whose tokens are pieces of words, each with a probability; a text is cut in the most probable way,
 * or, with `regularization`, in a way drawn by its probability, each word for itself. The same text and options give the same tokenizer.
 *
 * Learns as SentencePiece's unigram trainer (Kudo, "Subword Regularization", 2018): candidates are the substrings that
 * occur again, their probabilities are estimated by EM, and the ones that the text can best do without are dropped
 * round after round. No token crosses white space, or goes from one script into another or into punctuation.
 *
 * @param text one text, or several, each of them whole
 * @throws InvalidArgumentError if there is no text, half a surrogate pair in it, or not the vocabulary that was asked for
 * to be made of it: the message says what can be reached
 * @example
 * const tokenizer = trainUnigramTokenizer('low lower lowest low lower slow slower', { vocabularySize: 16 });
 * tokenizer.decode(tokenizer.encode('slowest'));   // 'slowest'
 */
export function trainUnigramTokenizer(text: string | Iterable<string>, options: UnigramTokenizerOptions): Tokenizer {
  const checked = checkUnigramOptions(options);
  const frame = frameParts(checked.frame);
  const ways = textWays(checked);
  const bytes = checked.byteFallback ? Array.from({ length: 256 }, (_, byte) => byteToken(byte)) : [];
  const reserved = [...frame.forms, ...bytes];
  const describe = (pieces: readonly string[], pieceScores: Iterable<number>): TokenizerDescription => {
    const parts = frame.describe([...bytes, ...pieces]);
    const scores = new Array<number>(parts.tokens.length).fill(0);
    let id = frame.firstLearnedId + bytes.length;
    for (const score of pieceScores) scores[id++] = score;
    return {
      ...parts,
      ...ways,
      model: { type: 'unigram', scores, ...(checked.byteFallback && { byteFallback: true }) },
    };
  };
  const words = countPieces(text, { ...ways, forms: frame.forms, onProgress: checked.onProgress });
  const { pieces, scores } = learn(words, checked, reserved);
  return createTokenizer(describe(pieces, scores));
}

/** What is done with text before it is cut, and with tokens to get text again. */
function textWays({
  normalization,
  lowercase,
  byteFallback,
}: CheckedUnigramOptions): Pick<TokenizerDescription, 'normalizers' | 'preTokenizers' | 'decoders'> {
  const bytes = byteFallback ? [{ type: 'byte-fallback' } as const] : [];
  const lower = lowercase ? [{ type: 'lowercase', letters: 'all' } as const] : [];
  if (normalization === 'nfkc') {
    const space = { type: 'metaspace', replacement: '▁', prepend: 'always' } as const;
    return {
      normalizers: [{ type: 'nfkc' }, ...lower, { type: 'collapse-spaces' }],
      preTokenizers: [{ ...space, split: true }],
      decoders: [...bytes, space],
    };
  }
  // Words with the space before them, runs of line breaks, and each further space.
  const pattern = { regularExpression: ' ?[^ \\r\\n]+|[\\r\\n]+| ', flags: 'u' };
  return {
    normalizers: lower,
    preTokenizers: [{ type: 'split', pattern, behavior: 'isolated', invert: false }],
    decoders: [...bytes, { type: 'fuse' }],
  };
}

/** The pieces, the most probable first, and their scores. */
function learn(words: PieceCounter, options: CheckedUnigramOptions, reserved: readonly string[]) {
  const { vocabularySize, normalization, onProgress } = options;
  const forms = new Set(reserved);
  const space = (normalization === 'nfkc' ? '▁' : ' ').codePointAt(0)!;
  const alphabet = coveringCharacters(words, { coverage: options.characterCoverage, always: space }).filter(
    (codePoint) => !forms.has(String.fromCodePoint(codePoint)),
  );
  if (alphabet.length === 0) refuseNoText();
  const smallest = alphabet.length + reserved.length;
  if (vocabularySize < smallest) refuseSmall(options, { characters: alphabet.length, smallest });
  const counted = countSegments(words, alphabet, space);
  const codeOf = new Map(alphabet.map((codePoint, index) => [codePoint, index + 1]));
  const segments = encodeSegments(counted, codeOf);
  const maximumLength = Math.min(options.maximumPieceLength, longestSegment);
  const textOf = (seeds: Seeds, seed: number): string =>
    String.fromCodePoint(
      ...seeds.codes.subarray(seeds.starts[seed]!, seeds.starts[seed + 1]!).map((code) => alphabet[code - 1]!),
    );
  const excluded = reserved.map((form) => Array.from(form, (character) => codeOf.get(character.codePointAt(0)!) ?? -1));
  const seeds = seedPieces(segments, { characters: alphabet.length, maximumLength, excluded });
  const count = vocabularySize - reserved.length;
  const surplus = Math.max(seeds.weights.length - count, 0);
  const learned = learnPieces(segments, seeds, {
    ...options,
    count,
    onEstimate: ({ pieces }) => {
      if (pieces >= count && surplus > 0)
        onProgress?.({ phase: 'prune', done: surplus - (pieces - count), total: surplus });
    },
  });
  if ('reached' in learned) refuseLarge(options, learned.reached + reserved.length);
  return { pieces: Array.from(learned.seeds, (seed) => textOf(seeds, seed)), scores: learned.scores };
}

function refuseSmall(
  { vocabularySize, byteFallback }: CheckedUnigramOptions,
  { characters, smallest }: { readonly characters: number; readonly smallest: number },
): never {
  const special = smallest - characters - (byteFallback ? 256 : 0);
  throw new InvalidArgumentError({
    argument: 'vocabularySize',
    value: vocabularySize,
    message:
      `vocabularySize must be at least ${smallest} for the ${characters} characters of the text and ${special} special ` +
      `tokens${byteFallback ? ' and 256 bytes' : ''}; received ${vocabularySize}. Ask for more, or lower characterCoverage.`,
  });
}

function refuseLarge({ vocabularySize }: CheckedUnigramOptions, largest: number): never {
  throw new InvalidArgumentError({
    argument: 'vocabularySize',
    value: vocabularySize,
    message:
      `vocabularySize must be at most ${largest} for this text; received ${vocabularySize}. ` +
      'Train on more text, or ask for fewer tokens.',
  });
}
