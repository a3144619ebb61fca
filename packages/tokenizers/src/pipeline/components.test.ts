import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alignedText, slice } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import { createDecoder } from '../decoders/create-decoder.js';
import type { DecoderDescription } from '../decoders/description.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import { createPreTokenizer } from '../pre-tokenizers/create-pre-tokenizer.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

/** The first digits of the sha256 of each answer; `-` where the peer panics. */
type Answers = string;

interface Golden {
  readonly strings: readonly string[];
  readonly normalizers: readonly { normalizers: NormalizerDescription[]; answers: Answers }[];
  readonly preTokenizers: readonly { preTokenizers: PreTokenizerDescription[]; answers: Answers }[];
  readonly pipelines: readonly {
    normalizers: NormalizerDescription[];
    preTokenizers: PreTokenizerDescription[];
    answers: Answers;
  }[];
  readonly tokens: readonly (readonly string[])[];
  readonly decoders: readonly { decoders: DecoderDescription[]; answers: Answers }[];
}

const golden = JSON.parse(readFileSync(join(__dirname, 'components.golden.json'), 'utf8')) as Golden;

function digits(answer: unknown): string {
  return createHash('sha256').update(JSON.stringify(answer)).digest('hex').slice(0, 6);
}

/** The pieces and where they stand. */
function answerOf(pieces: readonly AlignedText[]): unknown {
  return [pieces.map(({ text }) => text), pieces.flatMap(({ starts, ends }) => [starts![0], ends!.at(-1)])];
}

/** What differs from the peer, with our own answer. */
function differences<Input>(inputs: readonly Input[], answers: Answers, answer: (input: Input) => unknown): unknown[] {
  const theirs = answers.split(' ');
  return inputs.flatMap((input, index) => {
    if (theirs[index] === '-') return [];
    const ours = answer(input);
    return digits(ours) === theirs[index] ? [] : [{ input, ours }];
  });
}

function characters(aligned: AlignedText): AlignedText[] {
  let end = 0;
  return Array.from(aligned.text, (character) => slice(aligned, end, (end += character.length)));
}

const named = <Case extends object>(cases: readonly Case[]) =>
  cases.map((one) => [JSON.stringify({ ...one, answers: undefined }), one] as const);

describe('normalizers', () => {
  it.each(named(golden.normalizers))('gives the characters and places of Hugging Face: %s', (_, one) => {
    const normalize = createNormalizer(one);
    expect(
      differences(golden.strings, one.answers, (text) => answerOf(characters(normalize(alignedText(text, 0))))),
    ).toEqual([]);
  });

  it.each(named([...golden.normalizers, ...golden.pipelines]))('gives the same text without places: %s', (_, one) => {
    const normalize = createNormalizer(one);
    for (const text of golden.strings) {
      const plain = normalize(alignedText(text, undefined));
      expect(plain).toEqual({ text: normalize(alignedText(text, 5)).text, starts: undefined, ends: undefined });
    }
  });
});

describe('pre-tokenizers', () => {
  it.each(named(golden.preTokenizers))('gives the pieces and places of Hugging Face: %s', (_, one) => {
    const cut = createPreTokenizer(one);
    expect(differences(golden.strings, one.answers, (text) => answerOf(cut([alignedText(text, 0)])))).toEqual([]);
  });

  it.each(named(golden.pipelines))('gives them behind normalizers: %s', (_, one) => {
    const normalize = createNormalizer(one);
    const cut = createPreTokenizer(one);
    expect(
      differences(golden.strings, one.answers, (text) => answerOf(cut([normalize(alignedText(text, 0))]))),
    ).toEqual([]);
  });

  it.each(named(golden.preTokenizers))('gives the same pieces without places: %s', (_, one) => {
    const cut = createPreTokenizer(one);
    for (const text of golden.strings) {
      const plain = cut([alignedText(text, undefined)]);
      expect(plain.map((piece) => piece.text)).toEqual(cut([alignedText(text, 0)]).map((piece) => piece.text));
    }
  });
});

describe('decoders', () => {
  const tokens = [...new Set(golden.tokens.flat())];
  const idsOf = (sequence: readonly string[]) => sequence.map((token) => tokens.indexOf(token));

  it.each(named(golden.decoders))('gives the text of Hugging Face: %s', (_, one) => {
    const { decode } = createDecoder({ ...one, tokens });
    expect(differences(golden.tokens, one.answers, (sequence) => decode(idsOf(sequence)))).toEqual([]);
  });

  it.each(named(golden.decoders))('gives the same text as a stream, again and again: %s', (_, one) => {
    const decoder = createDecoder({ ...one, tokens });
    const stream = decoder.stream();
    for (const sequence of golden.tokens) {
      const parts = idsOf(sequence).map((id) => stream.push(id));
      expect(parts.join('') + stream.flush()).toBe(decoder.decode(idsOf(sequence)));
    }
  });
});
