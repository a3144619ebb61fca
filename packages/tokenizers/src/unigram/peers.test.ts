import { createTokenizer } from '../create-tokenizer.js';
import type { DecoderDescription } from '../decoders/description.js';
import type { TokenizerDescription } from '../description.js';
import type { Tokenizer } from '../tokenizer.js';
import { nBestEncodings } from './n-best-encodings.js';
import golden from './peers.golden.json';

interface Trained {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
}

/** A tokenizer of what a peer has learned, with normalizers and pre-tokenizers that do what its own do. */
function tokenizerOf({ tokens, scores }: Trained, special: readonly string[], byteFallback = false): Tokenizer {
  const space = { type: 'metaspace', replacement: '▁', prepend: 'always' } as const;
  const bytes: DecoderDescription[] = byteFallback ? [{ type: 'byte-fallback' }] : [];
  const description: TokenizerDescription = {
    tokens,
    added: special.map((form) => ({ id: tokens.indexOf(form), special: true })),
    roles: { unknown: tokens.indexOf('<unk>') },
    normalizers: [{ type: 'nfkc' }, { type: 'collapse-spaces' }],
    preTokenizers: [{ ...space, split: true }],
    // SentencePiece's scores have 32 bits; the file has the shortest decimals for them.
    model: { type: 'unigram', scores, byteFallback },
    decoders: [...bytes, space],
  };
  return createTokenizer(description);
}

const inFloat32 = ({ tokens, scores }: Trained): Trained => ({ tokens, scores: scores.map(Math.fround) });
const control = ['<unk>', '<s>', '</s>'];

describe('with a model that SentencePiece has trained', () => {
  const plain = tokenizerOf(inFloat32(golden.sentencePiece), control);
  const bytes = tokenizerOf(inFloat32(golden.sentencePieceBytes), control, true);

  it.each(golden.texts.map((text, index) => [text, index] as const))(
    '%j has the ids of SentencePiece',
    (text, index) => {
      expect(Array.from(plain.encode(text, { special: 'as-text' }))).toEqual(golden.sentencePiece.ids[index]);
      expect(Array.from(bytes.encode(text, { special: 'as-text' }))).toEqual(golden.sentencePieceBytes.ids[index]);
    },
  );

  it('the n best encodings and their log-probabilities are those of SentencePiece', () => {
    for (const { text, ranked } of golden.sentencePiece.best) {
      const found = nBestEncodings(plain, text, { count: 12 });
      expect(found.map(({ ids }) => Array.from(ids))).toEqual(ranked.map(([ids]) => ids));
      for (const [rank, { logProbability }] of found.entries()) {
        expect(logProbability).toBeCloseTo(ranked[rank]![1] as number, 4);
      }
    }
  });

  it('unknown characters come back from their bytes', () => {
    expect(bytes.decode(bytes.encode('a 🎣 𝄞!'))).toBe('a 🎣 𝄞!');
  });
});

describe("with a model that Hugging Face's library has trained", () => {
  const tokenizer = tokenizerOf(golden.huggingFace, ['<unk>']);

  it.each(golden.huggingFace.ids.map((ids, index) => [golden.texts[index]!, ids, index] as const))(
    '%j has its ids and places',
    (text, ids, index) => {
      const found = tokenizer.encodeWithOffsets(text);
      expect(Array.from(found.ids)).toEqual(ids);
      // Python counts code points.
      const units = (codePoints: number) => Array.from(text).slice(0, codePoints).join('').length;
      const places = golden.huggingFace.offsets[index]!.flat().map(units);
      expect(Array.from(found.offsets)).toEqual(places);
    },
  );
});
