import * as tf from '@tensorflow/tfjs-core';
import { pickBackend } from './pick-backend.js';

describe('pickBackend', () => {
  const before = process.env['REFRAIN_BACKEND'];
  beforeEach(() => {
    delete process.env['REFRAIN_BACKEND'];
  });
  afterAll(() => {
    if (before === undefined) delete process.env['REFRAIN_BACKEND'];
    else process.env['REFRAIN_BACKEND'] = before;
  });

  it('chooses refrain where no GPU library is installed, and says so', async () => {
    expect(await pickBackend()).toEqual({
      backend: 'refrain',
      name: 'refrain',
      skipped: [{ backend: 'tensorflow-gpu', reason: '@tensorflow/tfjs-node-gpu is not installed.' }],
    });
    expect(tf.getBackend()).toBe('refrain');
  });

  it('takes the backend that is asked for, by option before environment', async () => {
    process.env['REFRAIN_BACKEND'] = 'cpu';
    expect(await pickBackend()).toEqual({ backend: 'cpu', name: 'cpu', skipped: [] });
    expect(await pickBackend({ backend: 'refrain' })).toEqual({ backend: 'refrain', name: 'refrain', skipped: [] });
    process.env['REFRAIN_BACKEND'] = '';
    expect((await pickBackend()).backend).toBe('refrain');
  });

  it('falls back to cpu where WebAssembly is missing, with every reason', async () => {
    const { WebAssembly } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      expect(await pickBackend()).toEqual({
        backend: 'cpu',
        name: 'cpu',
        skipped: [
          { backend: 'tensorflow-gpu', reason: '@tensorflow/tfjs-node-gpu is not installed.' },
          { backend: 'refrain', reason: 'WebAssembly is not available.' },
          { backend: 'tensorflow', reason: '@tensorflow/tfjs-node is not installed.' },
        ],
      });
      await expect(pickBackend({ backend: 'refrain' })).rejects.toThrow(
        "The backend refrain can't run here: WebAssembly is not available. Leave the choice to pickBackend().",
      );
    } finally {
      globalThis.WebAssembly = WebAssembly;
    }
  });

  it('refuses what it does not know', async () => {
    await expect(pickBackend({ backend: 'gpu' as 'cpu' })).rejects.toThrow(
      'backend must be one of "tensorflow-gpu", "refrain", "tensorflow", "cpu"; received "gpu".',
    );
    await expect(pickBackend({ backnd: 'cpu' } as object)).rejects.toThrow(
      'pickBackend does not know the option "backnd"; known options are backend.',
    );
    process.env['REFRAIN_BACKEND'] = 'webgl';
    await expect(pickBackend()).rejects.toThrow(
      'REFRAIN_BACKEND must be one of "tensorflow-gpu", "refrain", "tensorflow", "cpu"; received "webgl".',
    );
    await expect(pickBackend({ backend: 'tensorflow' })).rejects.toThrow(
      "The backend tensorflow can't run here: @tensorflow/tfjs-node is not installed. Leave the choice to pickBackend().",
    );
  });
});
