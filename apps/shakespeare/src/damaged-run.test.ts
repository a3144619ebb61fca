import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, filesOf, scratchFolder } from '@refrain/app-kit/testing';
import { run, runInShell } from './testing/command.js';
import { poem, tiny } from './testing/tiny-run.js';

const train = ['train', '--corpus', 'text.txt', ...tiny, '--steps', '4', '--checkpoint-every', '2'];
const folder = scratchFolder({ 'text.txt': poem });

beforeAll(async () => {
  await expectSuccess(run(folder, [...train, '--run', 'run']));
}, 60_000);

describe('a damaged file is named', () => {
  /** A copy of the run whose `file` has been changed. */
  function damaged(file: string, change: (bytes: Buffer) => Uint8Array): string {
    const name = `damaged-${file.replaceAll('/', '-')}-${copies++}`;
    cpSync(join(folder, 'run'), join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, file), change(readFileSync(join(folder, name, file))));
    return name;
  }
  let copies = 0;
  const cutShort = (bytes: Buffer): Uint8Array => bytes.subarray(0, bytes.length - 5);
  const flipped = (bytes: Buffer): Uint8Array =>
    bytes.map((byte, place) => (place === bytes.length - 3 ? byte ^ 1 : byte));
  const newer = (bytes: Buffer): Uint8Array => Buffer.from(bytes.toString().replace(/"version": ?\d/, '"version":9'));
  const goOn = (name: string): string =>
    `To go on from an older checkpoint move ${join(name, 'checkpoints', 'step-000004')} away, then resume again.`;
  const older = 'Go on from step 2, the newest older checkpoint that is whole, or bring back a copy of the file.';

  it.each([
    [
      'cut short',
      'weights.safetensors',
      cutShort,
      /expected checkpoints\/step-000004\/weights\.safetensors to hold the \d+ bytes that were saved; it was cut short to \d+\./,
    ],
    [
      'with a flipped byte',
      'optimizer.safetensors',
      flipped,
      /expected checkpoints\/step-000004\/optimizer\.safetensors to hold the \d+ bytes that were saved; they have changed since: their SHA-256 is another\./,
    ],
    ['with a flipped byte', 'state.json', flipped, /expected checkpoints\/step-000004\/state\.json /],
    ['of another version', 'state.json', newer, /expected checkpoints\/step-000004\/state\.json .*version/],
  ])('in a checkpoint %s: %s', async (_, file, change, message) => {
    const name = damaged(`checkpoints/step-000004/${file}`, change);
    const before = filesOf(join(folder, name));
    const { exitCode, stderr } = await run(folder, ['train', '--run', name, '--resume']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`${older}\n${goOn(name)}\n`);
    expect(filesOf(join(folder, name))).toEqual(before);
  });

  it('and an older checkpoint goes on to the same end', async () => {
    const name = damaged('checkpoints/step-000004/state.json', cutShort);
    rmSync(join(folder, name, 'checkpoints', 'step-000004'), { recursive: true });
    await expectSuccess(run(folder, ['train', '--run', name, '--resume']));
    expect(filesOf(join(folder, name))).toEqual(filesOf(join(folder, 'run')));
  });

  it.each([
    [
      'weights.safetensors',
      flipped,
      /^error: expected the weights of weights\.safetensors to have the SHA-256 that its metadata states; they were changed\./,
    ],
    ['config.json', cutShort, /^error: expected config\.json to be JSON; it is not\./],
    ['config.json', newer, /^error: expected config\.json to be of version 1; it is of version 9\./],
    ['tokenizer.json', cutShort, /^error: expected tokenizer\.json to be a run's file; it is not a JSON object\./],
    [
      'run.json',
      newer,
      /^error: expected run\.json to be a run's file; it is of format refrain-run, version 9, where refrain-run, version 2 can be read\./,
    ],
  ])('%s', async (file, change, message) => {
    const { exitCode, stderr, stdout } = await run(folder, ['sample', '--run', damaged(file, change)]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a disk that is full while saving', () => {
  it('ends the training with a reason, and loses nothing', async () => {
    const words = [...train, '--run', 'full'];
    const { exitCode, stderr } = await runInShell(folder, { before: 'ulimit -f 8;', words });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: expected to save checkpoints\/step-000002; .*file too large.*\n$/);
    await expectSuccess(run(folder, ['train', '--run', 'full', '--resume']));
    expect(filesOf(join(folder, 'full'))).toEqual(filesOf(join(folder, 'run')));
  });
});
