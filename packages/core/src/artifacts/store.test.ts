import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeValue } from '../assert.js';
import { ArtifactError, InvalidArgumentError } from '../errors.js';
import { fileStore } from './file-store.js';
import { memoryStore } from './memory-store.js';
import type { ArtifactStore } from './store.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (read: Uint8Array) => new TextDecoder().decode(read);
const files = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).map(([name, content]) => [name, bytes(content)]));

/** Everything in a store, as text by name. */
async function contents(store: ArtifactStore): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const name of await store.list()) all[name] = text(await store.read(name));
  return all;
}

const folders: string[] = [];

async function newFileStore(): Promise<ArtifactStore> {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-store-'));
  folders.push(folder);
  return fileStore(join(folder, 'made', 'when needed'));
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describe.each([
  ['memoryStore', async () => memoryStore()],
  ['fileStore', newFileStore],
])('%s', (_, newStore) => {
  let store: ArtifactStore;

  beforeEach(async () => {
    store = await newStore();
  });

  it('is empty at first', async () => {
    expect(await store.list()).toEqual([]);
    await store.remove('nothing');
    expect(await store.list()).toEqual([]);
  });

  it('reads what was written last', async () => {
    await store.write('model/config.json', bytes('{}'));
    await store.write('model/config.json', bytes('{"a":1}'));
    await store.write('empty', new Uint8Array(0));
    expect(await contents(store)).toEqual({ 'model/config.json': '{"a":1}', empty: '' });
  });

  it('lists names in the order of their code units', async () => {
    for (const name of ['b', 'a/z', 'a-', 'B', 'a/b/c', 'é']) await store.write(name, bytes(name));
    expect(await store.list()).toEqual(['B', 'a-', 'a/b/c', 'a/z', 'b', 'é']);
  });

  it('keeps its own bytes', async () => {
    const written = bytes('abc');
    await store.write('a', written);
    written[0] = 0;
    (await store.read('a'))[1] = 0;
    expect(text(await store.read('a'))).toBe('abc');
    const committed = files({ b: 'abc' });
    await store.commit('folder', committed);
    committed.get('b')![0] = 0;
    expect(text(await store.read('folder/b'))).toBe('abc');
  });

  it('takes bytes from anywhere in a buffer', async () => {
    await store.write('a', Buffer.from('xabcx').subarray(1, 4));
    expect(Array.from(await store.read('a'))).toEqual([97, 98, 99]);
  });

  it('replaces a whole folder at once', async () => {
    await store.write('step/extra', bytes('old'));
    await store.write('step-2/other', bytes('stays'));
    await store.commit('step', files({ weights: '1', 'deep/state': '2' }));
    expect(await contents(store)).toEqual({ 'step/weights': '1', 'step/deep/state': '2', 'step-2/other': 'stays' });
    await store.commit('step', files({ weights: '3' }));
    expect(await contents(store)).toEqual({ 'step/weights': '3', 'step-2/other': 'stays' });
  });

  it('commits deep folders and empty ones', async () => {
    await store.commit('run/checkpoints/step', files({ weights: '1' }));
    await store.commit('run/checkpoints/step', new Map());
    expect(await store.list()).toEqual([]);
  });

  it('removes an artifact, or a folder with everything below it', async () => {
    for (const name of ['a/b/c', 'a/d', 'ab', 'e']) await store.write(name, bytes(name));
    await store.remove('a');
    await store.remove('e');
    expect(await store.list()).toEqual(['ab']);
  });

  it.each(['nothing', 'a', 'a/b/c', 'file/below'])('says that there is no artifact %s', async (name) => {
    await store.write('a/b', bytes('1'));
    await store.write('file', bytes('1'));
    const reading = store.read(name);
    await expect(reading).rejects.toThrow(ArtifactError);
    await expect(reading).rejects.toMatchObject({
      artifact: name,
      message: `expected to find ${name}; there is no such file. Check the folder's name, or save there first.`,
    });
  });

  it('refuses a name that would be an artifact and a folder', async () => {
    await store.write('file', bytes('1'));
    await store.write('folder/file', bytes('2'));
    const failing = [
      () => store.write('file/below', bytes('3')),
      () => store.write('folder', bytes('3')),
      () => store.commit('file/below', files({ a: '3' })),
      () => store.commit('folder', files({ a: '3', 'a/b': '3' })),
    ];
    for (const fail of failing) {
      await expect(fail()).rejects.toThrow(ArtifactError);
      await expect(fail()).rejects.toThrow(/^expected to write .*; .* What was stored before is unchanged\.$/);
      expect(await contents(store)).toEqual({ file: '1', 'folder/file': '2' });
    }
  });

  it('puts a folder in the place of an artifact', async () => {
    await store.write('step', bytes('1'));
    await store.commit('step', files({ a: '2' }));
    expect(await contents(store)).toEqual({ 'step/a': '2' });
  });

  it.each([
    '',
    '/',
    '/absolute',
    '..',
    '../outside',
    'a/../../outside',
    'a/..',
    './a',
    'a//b',
    'a/',
    'a\\b',
    'C:/a',
    'a\0b',
    '.refrain-temporary-1-2',
    'a/.refrain-replaced-b',
    undefined,
  ])('refuses the name %j', async (name) => {
    const bad = name as string;
    const message = `name must be a relative path of plain names separated by '/', none beginning with .refrain-; received ${JSON.stringify(name)}.`;
    for (const use of [
      () => store.read(bad),
      () => store.write(bad, bytes('1')),
      () => store.commit(bad, files({ a: '1' })),
      () =>
        store.commit(
          'folder',
          new Map([
            ['good', bytes('1')],
            [bad, bytes('1')],
          ]),
        ),
      () => store.remove(bad),
    ]) {
      await expect(use()).rejects.toThrow(InvalidArgumentError);
      await expect(use()).rejects.toThrow(new Error(message));
    }
    expect(await store.list()).toEqual([]);
  });

  it.each([3, 'text', undefined, [1], new Float32Array(1)])('refuses %p for bytes', async (value) => {
    const received = describeValue(value);
    await expect(store.write('a', value as never)).rejects.toThrow(
      new Error(`the bytes of a must be a Uint8Array; received ${received}.`),
    );
    await expect(store.commit('folder', new Map([['a/b', value as never]]))).rejects.toThrow(
      new Error(`the bytes of a/b must be a Uint8Array; received ${received}.`),
    );
    expect(await store.list()).toEqual([]);
  });

  it('does at any time what a map of names would', async () => {
    const name = fc.constantFrom('a', 'b/c', 'b/d/e', 'b/d/f');
    const folder = fc.constantFrom('b', 'b/d', 'g');
    const content = fc.constantFrom('1', '2', '3');
    const step = fc.oneof(
      fc.record({ action: fc.constant('write' as const), name, content }),
      fc.record({ action: fc.constant('commit' as const), name: folder, content }),
      fc.record({ action: fc.constant('remove' as const), name: fc.oneof(name, folder) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const fresh = await newStore();
        const expected = new Map<string, string>();
        for (const one of steps) {
          if (one.action === 'write') {
            await fresh.write(one.name, bytes(one.content));
            expected.set(one.name, one.content);
            continue;
          }
          for (const other of [...expected.keys()]) {
            if (other === one.name || other.startsWith(`${one.name}/`)) expected.delete(other);
          }
          if (one.action === 'remove') await fresh.remove(one.name);
          else {
            await fresh.commit(one.name, files({ 'd/e': one.content }));
            expected.set(`${one.name}/d/e`, one.content);
          }
        }
        expect(await contents(fresh)).toEqual(Object.fromEntries(expected));
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});
