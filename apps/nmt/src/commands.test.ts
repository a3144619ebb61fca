import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run, start } from './testing/command.js';
import { pairs, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({ 'pairs.tsv': pairs });
let trained: string;

beforeAll(async () => {
  const length = ['--steps', '60', '--validate-every', '20', '--sample-every', '30'];
  trained = await output('train', ...tiny, ...length, '--run', 'run');
}, 60_000);

/** What a command that succeeds writes. */
const output = (...words: string[]): Promise<string> => expectSuccess(run(folder, words));

/** What `translate` writes for the lines of standard input. */
async function translated(input: string, ...words: string[]): Promise<string> {
  const { process, finished } = start(folder, ['translate', '--run', 'run', ...words]);
  process.stdin!.end(input);
  return expectSuccess(finished);
}

describe('train', () => {
  it('says what is trained on what, where it goes, and on which backend', () => {
    expect(trained).toMatch(
      /^Refrain trains the preset quick on pairs\.tsv, in run\n11 pairs to train on, 2 to validate, 3 held out; 270 and 270 tokens \(bpe\)\nembedding 4, bidirectional GRU 8, dot attention, [\d,]+ parameters\n60 steps of 4 pairs, 3 an epoch\nbackend /,
    );
  });

  it('shows progress, rows of the history and sample translations, without control codes where no terminal is', () => {
    expect(trained).toMatch(/── step 30\n.+\n {2}→ .*\n/);
    expect(trained).toContain('step 60/60 (100%)');
    expect(trained).not.toMatch(/\u001b/);
    expect(readFileSync(join(folder, 'run', 'samples.txt'), 'utf8')).toContain('--- step 60');
  });

  it('ends with the curve, the figures with their signatures, translations, attention and commands to type next', () => {
    const headings = ['Loss nats a token', 'Held-out sentences beam 4', 'Attention', 'What to type next'];
    const places = headings.map((heading) => trained.indexOf(`\n${heading}`));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(trained).toMatch(/\n {2}BLEU +[\d.]+ nrefs:1\|case:mixed\|eff:no\|tok:13a\|smooth:exp\|version:2\.6\.0\n/);
    expect(trained).toMatch(/\n {2}chrF +[\d.]+ nrefs:1\|case:mixed\|eff:yes\|nc:6\|nw:0\|space:no\|version:2\.6\.0\n/);
    expect(trained).toMatch(
      /\n {2}accuracy +[\d.]+ % of \d+ tokens, given those before\n {2}perplexity +[\d.]+ a token\n/,
    );
    expect(trained).toMatch(/\n {2}node .*cli\.js translate --run run ".+" --n-best 3 {2}# other renderings\n/);
  });
});

describe('translate', () => {
  it('gives the same for arguments, a file and standard input, one line a sentence', async () => {
    const text = 'the cat eats\nmy aunt sleeps\n';
    writeFileSync(join(folder, 'english.txt'), text.replaceAll('\n', '\r\n'));
    const given = await output('translate', '--run', 'run', 'the cat eats', 'my aunt sleeps');
    expect(given.split('\n')).toHaveLength(3);
    expect(await output('translate', '--run', 'run', '--file', 'english.txt')).toBe(given);
    expect(await translated(text)).toBe(given);
  });

  it('gives several translations with their scores, best first', async () => {
    const lines = (await output('translate', '--run', 'run', '--n-best', '3', 'the cat eats')).trimEnd().split('\n');
    const scores = lines.map((line) => Number(/^(-\d+\.\d{3})\t/.exec(line)?.[1]));
    expect(scores).toHaveLength(3);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('shows where the model looked', async () => {
    const [source, translation, ...matrix] = (await translated('the cat eats\n', '--show', 'attention')).split('\n');
    expect(source).toBe('the cat eats');
    expect(translation).toMatch(/^→ .* -\d+\.\d{3}$/);
    expect(matrix.join('\n')).toMatch(/\n.*■ ?[ ·░▒▓█]*\n$/);
  });

  it('shows what the search followed', async () => {
    const shown = await output('translate', '--run', 'run', '--show', 'beam', '--beam', '2', 'the cat eats');
    expect(shown).toMatch(/^the cat eats\n[├└] .+ -\d+\.\d\d\n[^]*\n→ .*\n$/);
  });
});

describe('evaluate', () => {
  it('prints the figures and writes the translations', async () => {
    const figures = await output('evaluate', '--run', 'run', '--beam', '2');
    expect(figures).toMatch(
      /^pairs\.tsv, test part, beam 2\n {2}BLEU .*\n {2}chrF .*\n {2}accuracy .*\n {2}perplexity .*\n/,
    );
    expect(figures).toMatch(
      /\n {2}sentences +3\n {4}1–4 words .* BLEU of 3\ntranslations in run\/test-translations\.tsv\n$/,
    );
    const lines = readFileSync(join(folder, 'run', 'test-translations.tsv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.split('\t').length)).toEqual([3, 3, 3]);
    expect(lines.every((line) => pairs.includes(`${line.split('\t')[0]}\t${line.split('\t')[2]}\n`))).toBe(true);
  });

  it('compares two beam widths by paired bootstrap', async () => {
    const figures = await output('evaluate', '--run', 'run', '--beam', '2', '--compare-beam', '1');
    expect(figures).toMatch(
      /\ncompared with beam 1, by paired bootstrap\n {2}BLEU {2}[\d.]+ → [\d.]+ {2}[+−][\d.]+ {2}p = [\d.]+, .*\n {2}chrF .*\n {2}nrefs:1\|case:mixed\|.*\n$/,
    );
  });

  it('compares two runs that hold out the same, in a form that both write', async () => {
    await output('train', ...tiny, '--preset', 'geron', '--steps', '3', '--run', 'geron');
    const figures = await output('evaluate', '--run', 'run', '--compare-run', 'geron');
    expect(figures).toMatch(/^pairs\.tsv, test part, beam 4\n {2}BLEU +[\d.]+ nrefs:1\|case:mixed/);
    expect(figures).toMatch(
      /\ncompared with geron, by paired bootstrap\n[^]*\n {2}nrefs:1\|case:lc\|.*\n {2}compared without punctuation, ¡ and ¿\n$/,
    );
  });

  it('says in the signature that case is ignored where a model writes none', async () => {
    expect(await output('evaluate', '--run', 'geron', '--beam', '1')).toMatch(
      /\n {2}BLEU +[\d.]+ nrefs:1\|case:lc\|.*\n {2}chrF +[\d.]+ nrefs:1\|case:lc\|.*\n +compared without punctuation, ¡ and ¿\n/,
    );
  });

  it('measures the other part as well', async () => {
    const figures = await output('evaluate', '--run', 'run', '--part', 'validation', '--output', 'mine.tsv');
    expect(figures).toMatch(/^pairs\.tsv, validation part, beam 4\n[^]*\ntranslations in mine\.tsv\n$/);
  });
});

describe('report', () => {
  it('writes one page with curves, samples, attention and a search', async () => {
    expect(await output('report', '--run', 'run')).toBe('run/report.html\n');
    const page = readFileSync(join(folder, 'run', 'report.html'), 'utf8');
    expect(page).toContain('<h1>pairs.tsv · quick</h1>');
    expect(page).toMatch(/<span>BLEU<\/span><strong>[\d.]+<\/strong><small>3 held-out sentences, with case<\/small>/);
    expect(page).toContain('<h2>Held-out sentences, beam 4</h2>');
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page.match(/<figcaption>[^<]* → /g)).toHaveLength(3);
    expect(page).toMatch(/<h2>What the search follows for: [^<]+<\/h2>\n<pre class="plain">[├└] /);
  });
});
