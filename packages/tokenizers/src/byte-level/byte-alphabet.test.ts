import { byteCharacters, bytesOfToken, characterBytes } from './byte-alphabet.js';

describe('the visible alphabet of bytes', () => {
  it('writes printable bytes as themselves and the others from U+0100 on', () => {
    const alphabet = byteCharacters();
    expect(
      ['\0', '\n', ' ', '!', '~', '\x7f', '\xa0', '¡', '¬', '\xad', '®', 'ÿ'].map(
        (character) => alphabet[character.charCodeAt(0)],
      ),
    ).toEqual(['Ā', 'Ċ', 'Ġ', '!', '~', 'ġ', 'ł', '¡', '¬', 'Ń', '®', 'ÿ']);
    expect(new Set(alphabet).size).toBe(256);
  });

  it('reads back what it writes', () => {
    expect(byteCharacters().map((character) => characterBytes()[character.charCodeAt(0)])).toEqual(
      Array.from({ length: 256 }, (_, byte) => byte),
    );
  });

  it('knows the bytes of a token', () => {
    expect(bytesOfToken('ĠÃ©')).toEqual(Uint8Array.of(0x20, 0xc3, 0xa9));
    expect(bytesOfToken('<|endoftext|> ')).toBeUndefined();
    expect(bytesOfToken('床')).toBeUndefined();
  });
});
