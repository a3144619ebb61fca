import * as tf from '@tensorflow/tfjs-core';
import { version } from '../../package.json';
import { setThreadCount } from '../runtime/thread-count.js';
import { pickBackend } from './pick-backend.js';

const missing = (packageName: string): string => `@tensorflow/${packageName} is not installed.`;
const comesFirst = (backend: string): string =>
  `${backend} comes first; REFRAIN_BACKEND or the option backend asks for another.`;

describe('pickBackend', () => {
  const names = ['REFRAIN_BACKEND', 'REFRAIN_TENSORFLOW'];
  const before = names.map((name) => process.env[name]);
  beforeEach(() => {
    names.forEach((name) => delete process.env[name]);
    setThreadCount(2);
  });
  afterAll(() => {
    names.forEach((name, index) => {
      if (before[index] === undefined) delete process.env[name];
      else process.env[name] = before[index];
    });
    setThreadCount(undefined);
  });

  it('chooses refrain where no GPU library is installed, and says so', async () => {
    expect(await pickBackend()).toEqual({
      backend: 'refrain',
      name: 'refrain',
      version,
      device: 'cpu',
      threads: 2,
      warnings: [],
      skipped: [
        { backend: 'tensorflow-gpu', reason: missing('tfjs-node-gpu'), tried: true },
        { backend: 'tensorflow', reason: comesFirst('refrain'), tried: false },
        { backend: 'cpu', reason: comesFirst('refrain'), tried: false },
      ],
    });
    expect(tf.getBackend()).toBe('refrain');
  });

  it('takes the backend that is asked for, by option before environment', async () => {
    process.env['REFRAIN_BACKEND'] = 'cpu';
    const asked = { reason: 'cpu was asked for.', tried: false };
    expect(await pickBackend()).toEqual({
      backend: 'cpu',
      name: 'cpu',
      version: tf.version_core,
      device: 'cpu',
      threads: 1,
      warnings: [],
      skipped: [
        { backend: 'tensorflow-gpu', ...asked },
        { backend: 'refrain', ...asked },
        { backend: 'tensorflow', ...asked },
      ],
    });
    expect((await pickBackend({ backend: 'refrain' })).backend).toBe('refrain');
    process.env['REFRAIN_BACKEND'] = '';
    expect((await pickBackend()).backend).toBe('refrain');
  });

  it('falls back to cpu where WebAssembly is missing, with every reason', async () => {
    const { WebAssembly } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      const { backend, name, skipped } = await pickBackend();
      expect([backend, name]).toEqual(['cpu', 'cpu']);
      expect(skipped).toEqual([
        { backend: 'tensorflow-gpu', reason: missing('tfjs-node-gpu'), tried: true },
        { backend: 'refrain', reason: 'WebAssembly is not available.', tried: true },
        { backend: 'tensorflow', reason: missing('tfjs-node'), tried: true },
      ]);
      await expect(pickBackend({ backend: 'refrain' })).rejects.toThrow(
        new Error(
          "The backend refrain can't run here: WebAssembly is not available. Leave the choice to pickBackend().",
        ),
      );
    } finally {
      globalThis.WebAssembly = WebAssembly;
    }
  });

  it('refuses what it does not know', async () => {
    await expect(pickBackend({ backend: 'gpu' as 'cpu' })).rejects.toThrow(
      new Error('backend must be one of "tensorflow-gpu", "refrain", "tensorflow", "cpu"; received "gpu".'),
    );
    await expect(pickBackend({ backnd: 'cpu' } as object)).rejects.toThrow(
      new Error('pickBackend does not know the option "backnd"; known options are backend.'),
    );
    process.env['REFRAIN_BACKEND'] = 'webgl';
    await expect(pickBackend()).rejects.toThrow(
      new Error('REFRAIN_BACKEND must be one of "tensorflow-gpu", "refrain", "tensorflow", "cpu"; received "webgl".'),
    );
  });
});
