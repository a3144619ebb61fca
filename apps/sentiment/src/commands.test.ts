import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { run, start } from './testing/command.js';
import { reviews, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({ 'reviews.tsv': reviews });
let trained: string;

beforeAll(async () => {
  const length = ['--steps', '60', '--validate-every', '20', '--checkpoint-every', '30'];
  trained = await output('train', ...tiny, ...length, '--tensorboard', '--run', 'run');
}, 60_000);

/** What a command that succeeds writes. */
const output = (...words: string[]): Promise<string> => expectSuccess(run(folder, words));

/** What `classify` writes for the lines of standard input. */
async function classified(input: string, ...words: string[]): Promise<string> {
  const { process, finished } = start(folder, ['classify', '--run', 'run', ...words]);
  process.stdin!.end(input);
  return expectSuccess(finished);
}

describe('train', () => {
  it('says what is trained on what, where it goes, and on which backend', () => {
    expect(trained).toMatch(
      /^Refrain trains the preset quick on reviews\.tsv, in run\n12 texts to train on, 4 to validate, 4 held out; \d+ tokens \(.*\)\nembedding 4, .*GRU 8, masking ragged, [\d,]+ parameters\n60 steps of 4 texts, 3 an epoch\nbackend /,
    );
  });

  it('shows progress and rows of the history, without control codes where no terminal is', () => {
    expect(trained).toMatch(
      /epoch 7 · step 20 · loss [\d.]+, accuracy [\d.]+ · validation loss [\d.]+, accuracy [\d.]+\n/,
    );
    expect(trained).toContain('step 60/60 (100%)');
    expect(trained).not.toMatch(/\u001b/);
  });

  it('ends with the curve, the figures, words, texts and commands to type next', () => {
    const headings = ['Loss nats a text', 'Held-out texts', 'Words', 'Texts', 'What to type next'];
    const places = headings.map((heading) => trained.indexOf(`\n${heading}`));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(trained).toMatch(/\n {2}accuracy +[\d.]+ % of 4 texts\n {2}precision .*\n {2}recall .*\n {2}F1 .*\n/);
    expect(trained).toMatch(/\n {2}positive +\w+ · .*\n {2}negative +\w+ · .*\n/);
    expect(trained).toMatch(/\n {2}node .*cli\.js classify --run run ".+" {2}# a text of your own\n/);
  });

  it('writes what TensorBoard reads', () => {
    const files = readdirSync(join(folder, 'run', 'tensorboard'), { recursive: true }).join('\n');
    expect(files).toMatch(/^train\/events\.out\.tfevents\./m);
    expect(files).toMatch(/^validation\/events\.out\.tfevents\./m);
    for (const name of ['words/metadata.tsv', 'words/tensors.tsv', 'projector_config.pbtxt']) {
      expect(files).toContain(`train/${name}`);
    }
    const metadata = readFileSync(join(folder, 'run/tensorboard/train/words/metadata.tsv'), 'utf8');
    expect(metadata).toMatch(/^word\tprobability\n/);
    expect(metadata).toMatch(/\nnot\t0\.\d{4}\n/);
  });
});

describe('classify', () => {
  it('gives the same for arguments, a file and standard input, one line a text', async () => {
    const text = 'the soup was good\nthis film was not good\n';
    writeFileSync(join(folder, 'some.txt'), text.replaceAll('\n', '\r\n'));
    const given = await output('classify', '--run', 'run', 'the soup was good', 'this film was not good');
    expect(given).toMatch(
      /^(?:positive|negative) {2}[01]\.\d{3} {2}the soup was good\n\w+ {2}[01]\.\d{3} {2}this film .*\n$/,
    );
    expect(await output('classify', '--run', 'run', '--file', 'some.txt')).toBe(given);
    expect(await classified(text)).toBe(given);
  });

  it('gives a text the same alone and beside others', async () => {
    const [, alone] = /(0\.\d{3})/.exec(await output('classify', '--run', 'run', 'my room was bad'))!;
    const beside = await output('classify', '--run', 'run', 'the soup was good and not bad at all', 'my room was bad');
    expect(Math.abs(Number(alone) - Number(/(0\.\d{3}) {2}my/.exec(beside)![1]))).toBeLessThan(0.0015);
  });

  it('shows what the model thinks behind each word', async () => {
    const shown = await classified('the soup was bad\n', '--show', 'words');
    expect(shown).toMatch(
      /^\w+ {2}[01]\.\d{3} {2}the soup was bad\n {2}the 0\.\d\d {2}soup 0\.\d\d {2}was 0\.\d\d {2}bad [01]\.\d\d\n$/,
    );
    expect(/(?<=bad )[\d.]+(?=\n)/.exec(shown)![0]).toBe(Number(/[\d.]+/.exec(shown)![0]).toFixed(2));
  });
});

describe('evaluate', () => {
  it('prints the figures and lists the errors', async () => {
    const figures = await output('evaluate', '--run', 'run');
    expect(figures).toMatch(/^reviews\.tsv, test part\n {2}accuracy .*\n {2}precision .*\n {2}recall .*\n {2}F1 .*\n/);
    expect(figures).toMatch(
      /\n {2}loss .* nats a text\n[^]* {4}1 to 5 words .*\n\S*errors in run\/test-errors\.tsv\n$/,
    );
    const [header, ...errors] = readFileSync(join(folder, 'run', 'test-errors.tsv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header).toBe('probability\tlabel\ttext');
    expect(figures).toMatch(new RegExp(`\\n  errors +${errors.length} `));
    for (const error of errors) expect(reviews).toContain(`${error.split('\t').slice(1).join('\t')}\n`);
  });

  it('measures the other part as well', async () => {
    const figures = await output('evaluate', '--run', 'run', '--part', 'validation', '--output', 'mine.tsv');
    expect(figures).toMatch(/^reviews\.tsv, validation part\n[^]*\nerrors in mine\.tsv\n$/);
    expect(existsSync(join(folder, 'mine.tsv'))).toBe(true);
  });
});

describe('report', () => {
  it('writes one page with curves, the words in a plane and texts in colours', async () => {
    expect(await output('report', '--run', 'run')).toBe('run/report.html\n');
    const page = readFileSync(join(folder, 'run', 'report.html'), 'utf8');
    expect(page).toContain('<h1>reviews.tsv · quick</h1>');
    expect(page).toContain('<h2>Words in a plane</h2>');
    expect(page.match(/<h2>Word by word/g)).toHaveLength(1);
    expect(
      page.match(/<figcaption>a (?:positive|negative) text, (?:mis)?taken for (?:positive|negative)</g),
    ).toHaveLength(4);
    expect(page.match(/<svg/g)).toHaveLength(3);
  });
});
