import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function run(check, data) {
  const shakespeare = join(data, 'tinyshakespeare.txt');

  // Keras is further by then (.371 and 2.116): its optimizers square each occurrence's share of an embedding's gradient
  // instead of their sum, which makes the steps of the embedding several times as long.
  await check('500 steps of the preset geron reach what PyTorch reaches with NAdam: accuracy .330, loss 2.269', () => {
    const folder = mkdtempSync(join(tmpdir(), 'refrain-geron-'));
    try {
      const cli = join(root, 'apps/shakespeare/dist/cli.js');
      const given = ['train', '--corpus', shakespeare, '--preset', 'geron', '--steps', '500', '--run', folder];
      execFileSync(process.execPath, [cli, ...given], { stdio: ['ignore', 'inherit', 'inherit'] });
      const [names, ...rows] = readFileSync(join(folder, 'history.csv'), 'utf8').trim().split('\n');
      const values = rows.at(-1).split(',');
      const last = Object.fromEntries(names.split(',').map((name, position) => [name, Number(values[position])]));
      assert.equal(last.step, 500);
      assert.ok(last.validationAccuracy > 0.32, `validation accuracy ${last.validationAccuracy}`);
      assert.ok(last.validationLoss < 2.3, `validation loss ${last.validationLoss}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
