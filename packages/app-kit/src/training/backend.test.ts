import { useBackend } from './backend.js';

describe('useBackend', () => {
  const names = ['REFRAIN_BACKEND', 'REFRAIN_TENSORFLOW'];
  const before = names.map((name) => process.env[name]);
  beforeEach(() => names.forEach((name) => delete process.env[name]));
  afterAll(() =>
    names.forEach((name, index) => {
      if (before[index] === undefined) delete process.env[name];
      else process.env[name] = before[index];
    }),
  );

  const missing =
    "The backend tensorflow can't run here: @tensorflow/tfjs-node is not installed. " +
    'Run `npm install @tensorflow/tfjs-node@4.22.0`.';

  it('says how to ask for another one than one that does not run', async () => {
    await expect(useBackend('tensorflow')).rejects.toThrow(
      new Error(`${missing} Give another one with --backend, or leave the option out.`),
    );
    process.env['REFRAIN_BACKEND'] = 'tensorflow';
    await expect(useBackend(undefined)).rejects.toThrow(
      new Error(`${missing} Name another one in REFRAIN_BACKEND, or remove the variable.`),
    );
  });

  it('hands on what is wrong with the name in REFRAIN_BACKEND', async () => {
    process.env['REFRAIN_BACKEND'] = 'webgl';
    await expect(useBackend(undefined)).rejects.toThrow(
      new Error('REFRAIN_BACKEND must be one of "tensorflow-gpu", "refrain", "tensorflow", "cpu"; received "webgl".'),
    );
  });
});
