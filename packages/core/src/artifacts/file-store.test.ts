import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileStore } from './file-store.js';

const bytes = (content: string) => new TextEncoder().encode(content);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-file-store-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('fileStore', () => {
  it('keeps artifacts as plain files', async () => {
    await writeFile(join(folder, 'given.txt'), 'given');
    const store = fileStore(folder);
    await store.commit('deep/model', new Map([['a/b', bytes('1')]]));
    expect(await store.list()).toEqual(['deep/model/a/b', 'given.txt']);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'deep',
      'deep/model',
      'deep/model/a',
      'deep/model/a/b',
      'given.txt',
    ]);
  });

  it.each([
    ['relative', () => relative(process.cwd(), folder)],
    ['relative to here', () => `./${relative(process.cwd(), folder)}/`],
    ['of the folder that one is in', () => '.'],
  ])('takes a path that is %s', async (_, directory) => {
    const before = process.cwd();
    const path = directory();
    if (path === '.') process.chdir(folder);
    try {
      const store = fileStore(path);
      await store.commit('a/b', new Map([['c', bytes('1')]]));
      expect(await store.list()).toEqual(['a/b/c']);
      expect(Array.from(await store.read('a/b/c'))).toEqual([49]);
    } finally {
      process.chdir(before);
    }
  });

  it('says what the system says where it can not write, and leaves nothing behind', async () => {
    await writeFile(join(folder, 'file'), '');
    const store = fileStore(join(folder, 'file'));
    await expect(store.write('a', bytes('1'))).rejects.toMatchObject({
      name: 'ArtifactError',
      artifact: 'a',
      message: `expected to write a; EEXIST: file already exists, mkdir '${join(folder, 'file')}'. What was stored before is unchanged.`,
      cause: { code: 'EEXIST' },
    });
    await expect(store.list()).rejects.toThrow('ENOTDIR');
  });
});

describe('what killed processes left', () => {
  /** The number of a process that has ended. */
  const gone = spawnSync(process.execPath, ['-e', '0']).pid;

  it('is never listed or read, and is removed by the next writer', async () => {
    const store = fileStore(folder);
    await store.write('a/b', bytes('1'));
    await writeFile(join(folder, 'a', `.refrain-temporary-${gone}-0a`), 'half');
    await mkdir(join(folder, 'a', `.refrain-temporary-${gone}-0b`));
    await writeFile(join(folder, 'a', `.refrain-temporary-${gone}-0b`, 'c'), 'half');
    expect(await store.list()).toEqual(['a/b']);
    await store.write('a/d', bytes('2'));
    expect(await readdir(join(folder, 'a'))).toEqual(['b', 'd']);
  });

  it('is told from what running processes are writing', async () => {
    const store = fileStore(folder);
    const running = [`.refrain-temporary-${process.ppid}-0a`, `.refrain-temporary-${process.pid}-0b`];
    for (const name of running) await writeFile(join(folder, name), 'half');
    await store.write('a', bytes('1'));
    expect((await readdir(folder)).sort()).toEqual([...running, 'a'].sort());
  });

  it('is known by its age where an earlier process had the same number', async () => {
    const name = join(folder, `.refrain-temporary-${process.pid}-0a`);
    await writeFile(name, 'half');
    await utimes(name, 1, 1);
    await fileStore(folder).write('a', bytes('1'));
    expect(await readdir(folder)).toEqual(['a']);
  });

  describe('between the two renames of a commit', () => {
    beforeEach(async () => {
      await fileStore(folder).commit(
        'run/step',
        new Map([
          ['x', bytes('old')],
          ['d/y', bytes('old')],
        ]),
      );
      await rename(join(folder, 'run', 'step'), join(folder, 'run', '.refrain-replaced-step'));
    });

    const old = ['run/step/d/y', 'run/step/x'];

    it('is read and listed where it was', async () => {
      const store = fileStore(folder);
      expect(await store.list()).toEqual(old);
      expect(Array.from(await store.read('run/step/d/y'))).toEqual(Array.from(bytes('old')));
      await expect(store.read('run/step/z')).rejects.toThrow('expected to find run/step/z;');
    });

    it('comes back with a write into it', async () => {
      const store = fileStore(folder);
      await store.write('run/step/z', bytes('new'));
      expect(await store.list()).toEqual([...old, 'run/step/z']);
      expect(await readdir(join(folder, 'run'))).toEqual(['step']);
    });

    it('is replaced by the next commit', async () => {
      const store = fileStore(folder);
      await store.commit('run/step', new Map([['x', bytes('new')]]));
      expect(await store.list()).toEqual(['run/step/x']);
      expect(await readdir(join(folder, 'run'))).toEqual(['step']);
    });

    it('is removed with its folder', async () => {
      const store = fileStore(folder);
      await store.remove('run/step');
      expect(await store.list()).toEqual([]);
      expect(await readdir(join(folder, 'run'))).toEqual([]);
    });
  });

  it('behind the two renames of a commit is neither read nor listed', async () => {
    const store = fileStore(folder);
    await store.commit('step', new Map([['x', bytes('new')]]));
    await mkdir(join(folder, '.refrain-replaced-step'));
    await writeFile(join(folder, '.refrain-replaced-step', 'y'), 'old');
    expect(await store.list()).toEqual(['step/x']);
    await expect(store.read('step/y')).rejects.toThrow('expected to find step/y;');
    await store.write('step/z', bytes('new'));
    expect(await readdir(folder)).toEqual(['step']);
  });
});

it('leaves a folder as it is where the new one can not take its place', async () => {
  const store = fileStore(folder);
  await store.commit('step', new Map([['x', bytes('old')]]));
  const commit = store.commit(
    'step',
    new Map([
      ['x', bytes('new')],
      ['x/y', bytes('new')],
    ]),
  );
  await expect(commit).rejects.toThrow('What was stored before is unchanged.');
  expect(await readdir(folder)).toEqual(['step']);
});
