import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pickBackend } from '../pick-backend/pick-backend.js';

const folder = process.env['REFRAIN_TENSORFLOW'] || join(__dirname, '../../../../.tensorflow');

/**
 * Tests of TensorFlow's backend, where `node tools/build-tensorflow.mjs` has built it or REFRAIN_TENSORFLOW names a
 * folder that has one; elsewhere one test says that they did not run.
 */
export function describeOnTensorflow(name: string, tests: () => void): void {
  const built = existsSync(join(folder, 'node_modules/@tensorflow/tfjs-node'));
  describe(name, () => {
    if (!built) {
      it('is not tested here: node tools/build-tensorflow.mjs builds what it needs', () => {
        expect(existsSync(join(folder, 'node_modules/@tensorflow/tfjs-node'))).toBe(false);
      });
      return;
    }
    beforeAll(async () => {
      process.env['REFRAIN_TENSORFLOW'] = folder;
      process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
      await pickBackend({ backend: 'tensorflow' });
    });
    tests();
  });
}
