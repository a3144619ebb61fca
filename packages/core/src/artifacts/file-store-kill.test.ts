import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStore } from './file-store.js';
import type { ArtifactStore } from './store.js';

/** How many more operations on files succeed; from then on, as after a kill, none has any effect. */
const mockLeft = { operations: Infinity };

jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof files>('node:fs/promises');
  const killable =
    (operation: (...given: never[]) => Promise<unknown>) =>
    async (...given: never[]): Promise<unknown> => {
      if (mockLeft.operations-- <= 0) throw new Error('killed');
      return operation(...given);
    };
  const open = async (...given: Parameters<typeof actual.open>) => {
    const handle = await actual.open(...given);
    const writeFile = killable(async (bytes: Uint8Array) => {
      await handle.write(bytes.subarray(0, bytes.length / 2));
      if (mockLeft.operations-- <= 0) throw new Error('killed');
      await handle.write(bytes.subarray(bytes.length / 2));
    });
    return { writeFile, sync: killable(() => handle.sync()), close: () => handle.close() };
  };
  return {
    ...actual,
    open: killable(open as never),
    mkdir: killable(actual.mkdir as never),
    rename: killable(actual.rename as never),
    rm: killable(actual.rm as never),
  };
});

const bytes = (content: string) => new TextEncoder().encode(content);
const pair = (content: string) => new Map(['x', 'd/y'].map((name) => [name, bytes(content)]));

async function contents(store: ArtifactStore): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const name of await store.list()) all[name] = new TextDecoder().decode(await store.read(name));
  return all;
}

const beside = { 'run/other': 'stays' };
const old = { ...beside, 'run/step/x': 'old', 'run/step/d/y': 'old', 'run/step/z': 'old' };

describe.each<[string, (store: ArtifactStore) => Promise<void>, Record<string, string>]>([
  ['write of an artifact', (store) => store.write('run/step/z', bytes('newer')), { ...old, 'run/step/z': 'newer' }],
  ['write of a new artifact', (store) => store.write('run/a/b', bytes('new')), { ...old, 'run/a/b': 'new' }],
  [
    'commit in place of a folder',
    (store) => store.commit('run/step', pair('newer')),
    { ...beside, 'run/step/x': 'newer', 'run/step/d/y': 'newer' },
  ],
  [
    'commit of a new folder',
    (store) => store.commit('run/next', pair('new')),
    { ...old, 'run/next/x': 'new', 'run/next/d/y': 'new' },
  ],
  ['removal', (store) => store.remove('run/step'), beside],
])('a %s', (_, change, changed) => {
  it('that is killed at any moment has happened, or has not', async () => {
    const folder = await files.mkdtemp(join(tmpdir(), 'refrain-kill-'));
    const outcomes = new Set<string>();
    let finished = false;
    for (let moment = 0; !finished; moment++) {
      const directory = join(folder, String(moment));
      const store = fileStore(directory);
      await store.write('run/other', bytes('stays'));
      await store.commit('run/step', pair('old'));
      await store.write('run/step/z', bytes('old'));

      mockLeft.operations = moment;
      finished = await change(store).then(
        () => true,
        () => false,
      );
      mockLeft.operations = Infinity;

      const again = fileStore(directory);
      const found = await contents(again);
      expect([old, changed]).toContainEqual(found);
      outcomes.add(JSON.stringify(found));
      if (finished) expect(found).toEqual(changed);

      await change(again);
      expect(await contents(again)).toEqual(changed);
      await again.write('run/step/last', bytes('last'));
      expect(await contents(again)).toEqual({ ...changed, 'run/step/last': 'last' });
      expect(await files.readdir(join(directory, 'run'))).not.toContainEqual(expect.stringMatching('replaced'));
    }
    expect(outcomes.size).toBe(2);
    await files.rm(folder, { recursive: true });
  });
});
