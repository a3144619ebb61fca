import fc from 'fast-check';
import { unknownText } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { TokenSink } from '../token-sink.js';
import { wordPieceModel } from './word-piece-model.js';

function describeTokens(tokens: readonly string[], parts: Partial<TokenizerDescription> = {}): TokenizerDescription {
  const model = { type: 'word-piece', continuingPrefix: '##', maximumCharacters: 100 } as const;
  return { tokens, added: [], roles: {}, normalizers: [], preTokenizers: [], model, decoders: [], ...parts };
}

/** Tokens with their places, unknown text as `?`. */
function cut(description: TokenizerDescription, piece: string): string[] {
  const sink = new TokenSink({ capacity: 1, offsets: true });
  wordPieceModel(description).encode(piece, sink, undefined);
  return Array.from(sink.ids.subarray(0, sink.count), (id, token) => {
    const [start, end] = [sink.offsets![2 * token], sink.offsets![2 * token + 1]];
    return `${id === unknownText ? '?' : description.tokens[id]} ${start}-${end}`;
  });
}

/** The definition, as Hugging Face's library works it out: shorter and shorter beginnings of what is left. */
function cutByDefinition({ tokens, model }: TokenizerDescription, piece: string): string[] {
  const { continuingPrefix, maximumCharacters } = model as { continuingPrefix: string; maximumCharacters: number };
  const characters = [...piece];
  const found: string[] = [];
  if (characters.length > maximumCharacters) return [`? 0-${piece.length}`];
  for (let start = 0; start < characters.length;) {
    let end = characters.length;
    const token = () => (start > 0 ? continuingPrefix : '') + characters.slice(start, end).join('');
    while (end > start && !tokens.includes(token())) end--;
    if (end === start) return [`? 0-${piece.length}`];
    const place = characters.slice(0, start).join('').length;
    found.push(`${token()} ${place}-${characters.slice(0, end).join('').length}`);
    start = end;
  }
  return found;
}

describe('wordPieceModel', () => {
  const tokens = ['un', '##aff', '##able', '##a', '##ff', 'a', '##😀', '😀', '__proto__', '##constructor'];

  it('takes the longest token again and again', () => {
    expect(cut(describeTokens(tokens), 'unaffable')).toEqual(['un 0-2', '##aff 2-5', '##able 5-9']);
  });

  it('never goes back: a piece whose rest has no token is unknown as a whole', () => {
    expect(cut(describeTokens(['ab', 'a', '##bc']), 'abc')).toEqual(['? 0-3']);
  });

  it('counts places in code units', () => {
    expect(cut(describeTokens(tokens), '😀😀a')).toEqual(['😀 0-2', '##😀 2-4', '##a 4-5']);
  });

  it('finds tokens that have the names of prototypes', () => {
    expect(cut(describeTokens(tokens), '__proto__constructor')).toEqual(['__proto__ 0-9', '##constructor 9-20']);
    expect(cut(describeTokens(tokens), 'constructor')).toEqual(['? 0-11']);
  });

  it('does not find added tokens', () => {
    expect(cut(describeTokens(tokens, { added: [{ id: 5, special: true }] }), 'a')).toEqual(['? 0-1']);
  });

  it('takes pieces of as many characters as are allowed, and no more', () => {
    const model = { type: 'word-piece', continuingPrefix: '##', maximumCharacters: 3 } as const;
    const description = describeTokens(tokens, { model });
    expect(cut(description, '😀😀😀')).toHaveLength(3);
    expect(cut(description, 'a😀😀😀')).toEqual(['? 0-7']);
    expect(cut(description, 'a'.repeat(1_000_000))).toEqual(['? 0-1000000']);
  });

  it('gives nothing for an empty piece', () => {
    expect(cut(describeTokens(tokens), '')).toEqual([]);
  });

  it.each(['##', '', '😀'])('cuts as the definition does, with the prefix %p', (continuingPrefix) => {
    const letters = fc.constantFrom('a', 'b', '😀', '#');
    const form = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const token = fc.tuple(fc.boolean(), form).map(([isRest, text]) => (isRest ? continuingPrefix : '') + text);
    const piece = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(token, { maxLength: 12 }), piece, (forms, text) => {
        const model = { type: 'word-piece', continuingPrefix, maximumCharacters: 10 } as const;
        const description = describeTokens(forms, { model });
        expect(cut(description, text)).toEqual(cutByDefinition(description, text));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
