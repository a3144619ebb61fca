import { CommandError } from './errors.js';
import { beforeRefusal, decodedLines } from './text-lines.js';

/** A stream of `bytes` in pieces of `size`. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.slice(from, from + size));
}

async function linesOf(bytes: Uint8Array, size: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of decodedLines(inPieces(bytes, size))) lines.push(line);
  return lines;
}

describe('decodedLines', () => {
  it.each([1, 2, 3, 5, 100])('gives each line whole, in pieces of %d bytes', async (size) => {
    const bytes = new TextEncoder().encode('\uFEFFÉl come.\r\n\n🐈 duerme\r\nsin fin');
    expect(await linesOf(bytes, size)).toEqual(['Él come.', '', '🐈 duerme', 'sin fin']);
  });

  it('ends with the last line, whether it has an end or not', async () => {
    expect(await linesOf(new TextEncoder().encode('a\nb\n'), 2)).toEqual(['a', 'b']);
    expect(await linesOf(new Uint8Array(), 1)).toEqual([]);
  });

  it('refuses another encoding, behind the lines before it', async () => {
    const lines: string[] = [];
    const bytes = Uint8Array.of(97, 10, 98, 10, 0xe9, 10);
    const read = async (): Promise<void> => {
      for await (const line of decodedLines(inPieces(bytes, 1))) lines.push(line);
    };
    await expect(read()).rejects.toThrow(
      new CommandError('standard input must be text in UTF-8; it is not valid behind line 2. Convert it to UTF-8.'),
    );
    expect(lines).toEqual(['a', 'b']);
  });

  it('refuses a character that is cut at the end', async () => {
    await expect(linesOf(Uint8Array.of(97, 0xc3), 1)).rejects.toThrow('it is not valid behind line 0.');
  });
});

describe('beforeRefusal', () => {
  const check = (text: string, index: number): void => {
    if (text === '') throw new CommandError(`text ${index} is empty`);
  };

  it('gives the texts before the first that is refused, and why it is', () => {
    expect(beforeRefusal(['a', 'b', '', 'c', ''], check)).toEqual({
      accepted: ['a', 'b'],
      refusal: new CommandError('text 2 is empty'),
    });
    expect(beforeRefusal(['a', 'b'], check)).toEqual({ accepted: ['a', 'b'] });
  });
});
