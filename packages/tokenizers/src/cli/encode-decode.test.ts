import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenizerFromJSON } from '@refrain/tokenizers';
import { output, train } from './testing/succeed.js';
import { poem, temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

beforeAll(async () => {
  await train(folder, 'special.json', ['--vocabulary', '280', '--special', 'end=<eos>', '--special', '<user>']);
}, 30_000);

describe('encode and decode', () => {
  const bpe = ['--tokenizer', 'special.json'];

  it('give a text back: a stream of ids, and binary ids', async () => {
    const text = `\uFEFF${poem}宋词 🎭\r\n`;
    writeFileSync(join(folder, 'text.txt'), text);
    expect(await output(folder, ['decode', ...bpe], await output(folder, ['encode', ...bpe, 'text.txt']))).toBe(text);
    await output(folder, ['encode', ...bpe, '--binary', '--output', 'ids.bin', 'text.txt']);
    const bytes = readFileSync(join(folder, 'ids.bin'));
    const ids = tokenizerFromJSON(read('special.json')).encode(text);
    expect(Array.from(ids, (_, place) => bytes.readInt32LE(4 * place))).toEqual(Array.from(ids));
    expect(bytes).toHaveLength(4 * ids.length);
    expect(await output(folder, ['decode', ...bpe, '--binary', 'ids.bin'])).toBe(text);
    await output(folder, ['decode', ...bpe, '--binary', 'ids.bin', '--output', 'again.txt']);
    expect(read('again.txt')).toBe(text);
  });

  it('take each line by itself', async () => {
    const ids = await output(folder, ['encode', ...bpe, '--lines'], 'To be\n\n🎭\nor not');
    expect(ids.split('\n').map((line) => line.split(' ').filter(Boolean).length > 0)).toEqual([
      ...[true, false, true, true, false],
    ]);
    expect(await output(folder, ['decode', ...bpe, '--lines'], ids)).toBe('To be\n\n🎭\nor not\n');
  });

  it('treat special tokens as they are told', async () => {
    const encode = (how: string): Promise<string> =>
      output(folder, ['encode', ...bpe, '--special-tokens', how], 'a<eos>');
    expect(await encode('encode')).toMatch(/^\d+ 0\n$/);
    expect((await encode('as-text')).split(' ').length).toBeGreaterThan(3);
    expect(await output(folder, ['decode', ...bpe], await encode('encode'))).toBe('a<eos>');
    expect(await output(folder, ['decode', ...bpe, '--skip-special'], await encode('encode'))).toBe('a');
  });

  it('put a token in the place of unknown text', async () => {
    await train(folder, 'char.json', ['--kind', 'char']);
    const words = ['encode', '--tokenizer', 'char.json', '--replace-unknown', 'o'];
    expect(await output(folder, ['decode', '--tokenizer', 'char.json'], await output(folder, words, 'tö be'))).toBe(
      'to be',
    );
  });

  it("read GPT-2's pair of files", async () => {
    await train(folder, 'pair.json', ['--vocabulary', '280', '--format', 'hugging-face']);
    const { model } = JSON.parse(read('pair.json')) as { model: { vocab: object; merges: (string | string[])[] } };
    writeFileSync(join(folder, 'vocab.json'), JSON.stringify(model.vocab));
    const merges = model.merges.map((pair) => (typeof pair === 'string' ? pair : pair.join(' ')));
    writeFileSync(join(folder, 'merges.txt'), `#version: 0.2\n${merges.join('\n')}\n`);
    const files = ['--vocabulary-file', 'vocab.json', '--merges-file', 'merges.txt'];
    await train(folder, 'plain.json', ['--vocabulary', '280']);
    expect(await output(folder, ['encode', ...files, 'poem.txt'])).toBe(
      await output(folder, ['encode', '--tokenizer', 'plain.json', 'poem.txt']),
    );
  });
});
