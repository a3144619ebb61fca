import * as tf from '@tensorflow/tfjs-core';
import { installFakePackages, workingPackage } from '../test-support/fake-packages.js';
import type { PickedBackend } from './pick-backend.js';

const fail = (message: string, code?: string): string =>
  `throw Object.assign(new Error(${JSON.stringify(message)}), ${JSON.stringify({ code })});`;

/** What `pickBackend` gives, or throws, where only these packages are installed. */
async function pickWith(
  sources: Readonly<Record<string, string>>,
  backend?: 'tensorflow' | 'tensorflow-gpu',
): Promise<PickedBackend> {
  const { folder, remove } = installFakePackages(sources);
  process.env['REFRAIN_TENSORFLOW'] = folder;
  forgetTensorflow();
  try {
    const { pickBackend } = await import('./pick-backend.js');
    return await pickBackend(backend ? { backend } : {});
  } finally {
    delete process.env['REFRAIN_TENSORFLOW'];
    remove();
  }
}

/** Makes way for another package: a process holds one for good, and its engine outlives the modules. */
function forgetTensorflow(): void {
  if ('tensorflow' in tf.engine().registryFactory) tf.removeBackend('tensorflow');
  jest.resetModules();
}

const refusal = (backend: string, reason: string): Error =>
  new Error(`The backend ${backend} can't run here: ${reason} Leave the choice to pickBackend().`);

describe('a TensorFlow package', () => {
  const before = process.env['REFRAIN_BACKEND'];
  beforeAll(() => {
    delete process.env['REFRAIN_BACKEND'];
  });
  afterAll(() => {
    if (before !== undefined) process.env['REFRAIN_BACKEND'] = before;
  });
  // The packages of TensorFlow.js that a fresh registry loads again say that their kernels are there already.
  beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  it('that works is used when it is asked for', async () => {
    process.env['TF_NUM_INTRAOP_THREADS'] = '3';
    const picked = await pickWith({ '@tensorflow/tfjs-node': workingPackage }, 'tensorflow');
    delete process.env['TF_NUM_INTRAOP_THREADS'];
    expect(picked).toMatchObject({
      backend: 'tensorflow',
      name: 'tensorflow',
      version: '4.22.0 (TensorFlow 2.9.1)',
      device: 'cpu',
      threads: 3,
      warnings: ['This tfjs-node is not built like 4.22.0: recurrent layers run composed, which is many times slower.'],
    });
  });

  it('with a GPU comes first', async () => {
    const source = workingPackage.replace('isUsingGpuDevice = false', 'isUsingGpuDevice = true');
    const { backend, device, skipped } = await pickWith({ '@tensorflow/tfjs-node-gpu': source });
    expect([backend, device]).toEqual(['tensorflow-gpu', 'gpu']);
    expect(skipped.map(({ backend: other }) => other)).toEqual(['refrain', 'tensorflow', 'cpu']);
  });

  it('is loaded only when its turn comes', async () => {
    const { backend } = await pickWith({ '@tensorflow/tfjs-node': fail('It was loaded') });
    expect(backend).toBe('refrain');
  });

  it('without a GPU is left, and the backend in use stays so', async () => {
    const { backend, skipped } = await pickWith({ '@tensorflow/tfjs-node-gpu': workingPackage });
    expect(backend).toBe('refrain');
    expect(skipped[0]!.reason).toMatch(
      /^@tensorflow\/tfjs-node-gpu is installed, but (finds no GPU|CUDA's lib\S+ was not found)\. /,
    );
    expect(tf.getBackend()).not.toBe('tensorflow');
  });

  const other = '@tensorflow/tfjs-node';
  const rebuild = 'Run `npm rebuild @tensorflow/tfjs-node --build-addon-from-source`.';
  it.each<[string, Record<string, string>, string]>([
    [
      'lacks a package',
      { [other]: fail("Cannot find module '@mapbox/node-pre-gyp'\nRequire stack:\n- index.js", 'MODULE_NOT_FOUND') },
      `${other} is installed, but @mapbox/node-pre-gyp, which it needs, is not found. ` +
        'Run `npm install @tensorflow/tfjs-node@4.22.0` there.',
    ],
    [
      'has an empty folder lib',
      {
        [other]: fail(
          'The Node.js native addon module (tfjs_binding.node) can not be found at path: /app/lib/napi-v8/tfjs_binding.node. \n' +
            "Please run command 'npm rebuild @tensorflow/tfjs-node --build-addon-from-source' to rebuild the native addon module.",
        ),
      },
      `${other} is installed, but its native part is not: there is no /app/lib/napi-v8/tfjs_binding.node. ` +
        `Its install step was not allowed to run, or its download failed. ${rebuild}`,
    ],
    [
      'lacks the TensorFlow library',
      {
        [other]: fail(
          'libtensorflow.so.2: cannot open shared object file: No such file or directory',
          'ERR_DLOPEN_FAILED',
        ),
      },
      `${other} is installed, but TensorFlow's library libtensorflow.so.2 was not found. ` +
        `The download of its install step failed and left the folder deps/lib without it. ${rebuild}`,
    ],
    [
      "lacks CUDA's libraries",
      { [other]: fail('libcudart.so.11.0: cannot open shared object file: No such file', 'ERR_DLOPEN_FAILED') },
      `${other} is installed, but CUDA's libcudart.so.11.0 was not found. It needs an NVIDIA driver newer than 450, ` +
        'CUDA 11.2 and cuDNN 8.1; LD_LIBRARY_PATH must name their folders.',
    ],
    [
      'lacks a library of the system',
      { [other]: fail('libgomp.so.1: cannot open shared object file: No such file or directory', 'ERR_DLOPEN_FAILED') },
      `${other} is installed, but the library libgomp.so.1 was not found. Install the system's package that holds it.`,
    ],
    [
      'is of another Node',
      {
        [other]: fail(
          'The module was compiled against a different Node.js version using\nNODE_MODULE_VERSION 93. This version of Node.js requires\nNODE_MODULE_VERSION 115.',
          'ERR_DLOPEN_FAILED',
        ),
      },
      `${other} is installed, but its native part is damaged, or was built for another system or another Node: ` +
        `The module was compiled against a different Node.js version using NODE_MODULE_VERSION 93. ${rebuild}`,
    ],
    [
      'was cut short',
      { [other]: fail('/app/lib/napi-v8/tfjs_binding.node: file too short', 'ERR_DLOPEN_FAILED') },
      `${other} is installed, but its native part is damaged, or was built for another system or another Node: ` +
        `/app/lib/napi-v8/tfjs_binding.node: file too short. ${rebuild}`,
    ],
    [
      'is of another processor',
      {
        [other]: fail(
          '/app/lib/napi-v8/tfjs_binding.node: cannot open shared object file: No such file or directory',
          'ERR_DLOPEN_FAILED',
        ),
      },
      `${other} is installed, but its native part is damaged, or was built for another system or another Node: ` +
        `/app/lib/napi-v8/tfjs_binding.node: cannot open shared object file: No such file or directory. ${rebuild}`,
    ],
    ['fails in its own way', { [other]: fail('Boom.') }, `${other} does not load: Boom.`],
    [
      'registers nothing',
      { [other]: "module.exports = require('@tensorflow/tfjs-core');" },
      `${other} registered no backend.`,
    ],
    [
      'brings another tfjs-core',
      { [other]: `${workingPackage}\nmodule.exports = { ...module.exports, version_core: '4.10.0' };` },
      `${other} works with a tfjs-core of its own, 4.10.0, beside this project's 4.22.0; tensors can't go from one to ` +
        'the other. Run `npm install @tensorflow/tfjs-node@4.22.0`; `npm ls @tensorflow/tfjs-core` shows who asks for ' +
        'which version.',
    ],
  ])('that %s is refused, with the way out', async (_, sources, reason) => {
    await expect(pickWith(sources, 'tensorflow')).rejects.toThrow(refusal('tensorflow', reason));
  });

  it('that is not installed is refused, saying where it was looked for and how to get it', async () => {
    await expect(pickWith({}, 'tensorflow')).rejects.toThrow(
      /^The backend tensorflow can't run here: @tensorflow\/tfjs-node is not installed in \S+, which REFRAIN_TENSORFLOW names\. Run `npm install @tensorflow\/tfjs-node@4\.22\.0` there\. Leave the choice to pickBackend\(\)\.$/,
    );
    forgetTensorflow();
    const { pickBackend } = await import('./pick-backend.js');
    await expect(pickBackend({ backend: 'tensorflow' })).rejects.toThrow(
      refusal('tensorflow', `${other} is not installed. Run \`npm install ${other}@4.22.0\`.`),
    );
  });

  it('loads without a word on each kernel that is registered twice', async () => {
    const kernel = "{ kernelName: 'Twice', backendName: 'cpu', kernelFunc: () => undefined }";
    const twice = `for (const time of [1, 2]) core.registerKernel(${kernel}); core.unregisterKernel('Twice', 'cpu');`;
    await pickWith({ [other]: `${workingPackage}\n${twice}` }, 'tensorflow');
    const said = jest.mocked(console.warn).mock.calls.flat().join();
    expect(said).not.toContain("The kernel 'Twice'");
    expect(tf.env().getBool('PROD')).toBe(false);
  });

  it('that shares its tfjs-core with no one is used, with a warning', async () => {
    const source = `${workingPackage}\nmodule.exports = { ...module.exports, engine: () => core.engine() };`;
    const { warnings } = await pickWith({ [other]: source }, 'tensorflow');
    expect(warnings[0]).toBe(
      `${other} loaded a second copy of @tensorflow/tfjs-core 4.22.0. It works, but costs memory; \`npm dedupe\`, or ` +
        '`pnpm dedupe`, leaves one.',
    );
  });

  it('is refused where the other one is loaded', async () => {
    const { folder, remove } = installFakePackages({
      '@tensorflow/tfjs-node-gpu': workingPackage,
      '@tensorflow/tfjs-node': workingPackage,
    });
    process.env['REFRAIN_TENSORFLOW'] = folder;
    forgetTensorflow();
    const { pickBackend } = await import('./pick-backend.js');
    await pickBackend();
    const reason =
      '@tensorflow/tfjs-node-gpu was loaded before it, and a process can hold only one TensorFlow library.';
    await expect(pickBackend({ backend: 'tensorflow' })).rejects.toThrow(refusal('tensorflow', reason));
    delete process.env['REFRAIN_TENSORFLOW'];
    remove();
  });
});
