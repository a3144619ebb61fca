import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenizerFromHuggingFace, tokenizerFromJSON } from '@refrain/tokenizers';
import { run } from './testing/run-command.js';
import { output, train } from './testing/succeed.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('train', () => {
  it.each([
    ['char', []],
    ['word', ['--vocabulary', '12']],
    ['bpe', ['--vocabulary', '290']],
    ['word-piece', ['--vocabulary', '60']],
    ['unigram', ['--vocabulary', '30']],
  ])('a tokenizer of the kind %s, which encode and decode use', async (kind, size) => {
    expect(await train(folder, `${kind}.json`, ['--kind', kind, ...size])).toMatch(
      new RegExp(`^${kind}\\.json: ${kind}, \\d+ tokens, trained in \\d+\\.\\d s\\n$`),
    );
    const tokenizer = tokenizerFromJSON(read(`${kind}.json`));
    const ids = await output(folder, ['encode', '--tokenizer', `${kind}.json`], 'to be or not');
    expect(ids).toBe(`${tokenizer.encode('to be or not').join(' ')}\n`);
    const text = await output(folder, ['decode', '--tokenizer', `${kind}.json`], ids);
    expect(text).toBe(tokenizer.decode(tokenizer.encode('to be or not')));
  });

  it('from standard input to standard output', async () => {
    const { exitCode, stdout } = await run(folder, ['train', '--kind', 'char', '--output', '-'], { input: 'aab' });
    expect(exitCode).toBe(0);
    expect(tokenizerFromJSON(stdout).vocabulary.tokens).toEqual(['a', 'b']);
  });

  it('from several files', async () => {
    writeFileSync(join(folder, 'more.txt'), 'zz');
    await train(folder, 'files.json', ['more.txt', '--kind', 'char']);
    expect(tokenizerFromJSON(read('files.json')).vocabulary.tokens).toContain('z');
  });

  it('with special tokens, by role and without one', async () => {
    await train(folder, 'special.json', ['--vocabulary', '280', '--special', 'end=<eos>', '--special', '<user>']);
    const { vocabulary } = tokenizerFromJSON(read('special.json'));
    expect({ ...vocabulary.special }).toEqual({ end: 0, '<user>': 1 });
    expect(vocabulary.size).toBe(280);
  });

  it('lower-cased', async () => {
    await train(folder, 'lower.json', ['--kind', 'char', '--lowercase']);
    const tokenizer = tokenizerFromJSON(read('lower.json'));
    expect(tokenizer.decode(tokenizer.encode('TO BE'))).toBe('to be');
  });

  it("in Hugging Face's format, which the other commands read too", async () => {
    await train(folder, 'theirs.json', ['--vocabulary', '280', '--format', 'hugging-face']);
    await train(folder, 'ours.json', ['--vocabulary', '280']);
    expect(tokenizerFromHuggingFace(read('theirs.json')).vocabulary.size).toBe(280);
    const encode = (file: string): Promise<string> => output(folder, ['encode', 'poem.txt', '--tokenizer', file]);
    expect(await encode('theirs.json')).toBe(await encode('ours.json'));
  });
});
