import { createDecoder } from './create-decoder.js';
import type { DecoderDescription } from './description.js';

function decoder(tokens: readonly string[], ...decoders: DecoderDescription[]) {
  const { decode, stream } = createDecoder({ decoders, tokens });
  const ids = [...tokens.keys()];
  return {
    text: decode(ids),
    parts: () => {
      const open = stream();
      return [...ids.map((id) => open.push(id)), open.flush()];
    },
  };
}

describe('createDecoder', () => {
  it('joins tokens without decoders', () => {
    expect(decoder(['a', 'b', '😀']).text).toBe('ab😀');
  });

  it('puts a separator between tokens', () => {
    expect(decoder(['to', 'be', ''], { type: 'join', separator: ' ' }).text).toBe('to be ');
  });

  it('makes bytes of the visible alphabet, and gives characters when they are whole', () => {
    const { text, parts } = decoder(['Ġa', 'ðŁ', 'ĺĢ', 'Ã'], { type: 'byte-level' });
    expect(text).toBe(' a😀\ufffd');
    expect(parts()).toEqual([' a', '', '😀', '', '\ufffd']);
  });

  it('takes a token with a character outside the alphabet as it is', () => {
    expect(decoder(['Ġ', '日本 '], { type: 'byte-level' }).text).toBe(' 日本 ');
  });

  it('joins word pieces and cleans up', () => {
    const tokens = ['do', '##n', "n't", 'x', ',', '##', '##ing'];
    expect(decoder(tokens, { type: 'word-piece', prefix: '##', cleanup: false }).text).toBe("don n't x ,ing");
    expect(decoder(tokens, { type: 'word-piece', prefix: '##', cleanup: true }).text).toBe("donn't x,ing");
  });

  it('ends words at a suffix, but not the last one, so that a token waits for the next', () => {
    const { text, parts } = decoder(['lo', 'w</w>', 'er</w>'], { type: 'bpe', suffix: '</w>' });
    expect(text).toBe('low er');
    expect(parts()).toEqual(['', 'lo', 'w ', 'er']);
  });

  it('takes the visible space away from the first token only', () => {
    const { text } = decoder(['▁a', '▁b▁', '▁'], { type: 'metaspace', replacement: '▁', prepend: 'first' });
    expect(text).toBe('a b  ');
  });

  it('makes a character of bytes, and of broken ones a sign each', () => {
    const { parts } = decoder(['<0xE2>', '<0x82>', '<0xAC>', 'a', '<0xE2>', '<0x41>'], { type: 'byte-fallback' });
    expect(parts()).toEqual(['', '', '', '€a', '', '', '\ufffd\ufffd']);
  });

  it('streams what stands behind a fused text', () => {
    const { text, parts } = decoder(
      ['▁▁a', 'b▁', '▁', '▁c', '▁'],
      { type: 'fuse' },
      { type: 'replace', pattern: { text: '▁' }, content: ' ' },
      { type: 'strip', content: ' ', left: 1, right: 1 },
    );
    expect(text).toBe(' ab   c');
    expect(parts()).toEqual([' ', 'ab', ' ', '  ', 'c', '']);
  });

  it('strips no more than there is', () => {
    expect(decoder(['  '], { type: 'strip', content: ' ', left: 3, right: 3 }).text).toBe('');
    expect(decoder([' a '], { type: 'strip', content: ' ', left: 0, right: 9 }).text).toBe(' a');
  });

  it('replaces text as it is written', () => {
    expect(decoder(['a.a'], { type: 'replace', pattern: { text: '.' }, content: '$&' }).text).toBe('a$&a');
  });

  it('decodes a million bytes at once', () => {
    const { decode } = createDecoder({ decoders: [{ type: 'byte-level' }], tokens: ['Ġ', 'é'] });
    const text = decode(new Int32Array(1_000_000));
    expect(text).toBe(' '.repeat(1_000_000));
    expect(decode([1, 0])).toBe('\ufffd ');
  });
});
