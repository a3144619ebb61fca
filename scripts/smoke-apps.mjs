/** A small run of every command of each app, as a user would type it, in an empty folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = (app) => fileURLToPath(new URL(`../apps/${app}/dist/cli.js`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'refrain-apps-'));

/** Texts are compared, so they come without colours. */
const plain = { ...process.env, NO_COLOR: '1' };

/** Runs one command and returns what it wrote to standard output; a failure ends the check. */
function run(app, ...given) {
  process.stdout.write(`${app} ${given.join(' ')}\n`);
  return execFileSync(process.execPath, [cli(app), ...given], { cwd: folder, encoding: 'utf8', env: plain });
}

const shakespeare = (...given) => run('shakespeare', ...given);
const nmt = (...given) => run('nmt', ...given);
const sentiment = (...given) => run('sentiment', ...given);

function expect(condition, sentence) {
  if (!condition) throw new Error(`expected that ${sentence}`);
}

try {
  expect(shakespeare('--help').includes('train'), '--help names the commands');
  shakespeare('train', '--corpus', 'sonnets', '--steps', '6', '--units', '16', '--run', 'runs/smoke', '--seed', '7');
  for (const file of ['config.json', 'weights.safetensors', 'tokenizer.json', 'history.csv', 'samples.txt']) {
    expect(existsSync(join(folder, 'runs/smoke', file)), `the run holds ${file}`);
  }
  const sample = () =>
    shakespeare('sample', '--run', 'runs/smoke', '--prompt', 'Shall I', '--length', '60', '--seed', '3');
  expect(sample().includes('Shall I'), 'a sample shows its prompt');
  expect(sample() === sample(), 'the same seed gives the same text');
  const figures = shakespeare('evaluate', '--run', 'runs/smoke', '--corpus', 'sonnets');
  expect(/loss .*\d.*nats a character/.test(figures), 'evaluate prints the loss in nats a character');
  const subwords = ['--tokenizer', 'bpe', '--vocabulary', '300'];
  shakespeare('train', '--corpus', 'sonnets', ...subwords, '--steps', '4', '--units', '16', '--run', 'runs/subwords');
  expect(
    /bits .*\d.*a character/.test(shakespeare('evaluate', '--run', 'runs/subwords')),
    'evaluate prints bits a character of a model of subwords',
  );
  shakespeare('report', '--run', 'runs/smoke');
  expect(readFileSync(join(folder, 'runs/smoke/report.html'), 'utf8').includes('<svg'), 'the report shows curves');

  expect(nmt('--help').includes('translate'), '--help names the commands');
  const small = ['--units', '16', '--embedding', '8', '--validation', '20', '--test', '30'];
  nmt('train', '--corpus', 'phrasebook', ...small, '--steps', '6', '--run', 'runs/translator');
  expect(
    nmt('translate', '--run', 'runs/translator', '--n-best', '2', 'I like cars.').trim().split('\n').length === 2,
    'a sentence gets as many translations as asked for',
  );
  expect(nmt('evaluate', '--run', 'runs/translator').includes('BLEU'), 'evaluate prints BLEU');

  expect(sentiment('--help').includes('classify'), '--help names the commands');
  sentiment('train', '--corpus', 'opinions', '--units', '8', '--embedding', '8', '--steps', '6', '--run', 'runs/judge');
  expect(
    /^(positive|negative) +[01]\.\d{3} +The plot was good\.$/m.test(
      sentiment('classify', '--run', 'runs/judge', 'The plot was good.', 'It was not.'),
    ),
    'a text is classified',
  );
  expect(sentiment('evaluate', '--run', 'runs/judge').includes('accuracy'), 'evaluate prints the accuracy');
  sentiment('report', '--run', 'runs/judge');
  expect(readFileSync(join(folder, 'runs/judge/report.html'), 'utf8').includes('in a plane'), 'the report shows words');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
