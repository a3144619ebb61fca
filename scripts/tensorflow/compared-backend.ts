import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pickBackend } from '../../packages/backend/src/index.js';
import { tf } from './libraries.js';

const named = process.env['REFRAIN_TENSORFLOW'];
const folder = named || join(__dirname, '../../.tensorflow');
const isBuilt = existsSync(join(folder, 'node_modules/@tensorflow/tfjs-node'));

/**
 * What is held to `refrain` here: TensorFlow's own library where `node tools/build-tensorflow.mjs` has built its binding
 * or REFRAIN_TENSORFLOW names a folder that has one; elsewhere `cpu`, so that every case still runs and can fail.
 */
export const comparedBackend = isBuilt ? 'tensorflow' : 'cpu';

/** What is compared, for the names of tests. */
export const comparison = isBuilt
  ? 'tensorflow against refrain'
  : `cpu against refrain (no tensorflow: ${named ? `REFRAIN_TENSORFLOW names ${named}, which has no tfjs-node` : 'node tools/build-tensorflow.mjs builds it'})`;

/** How many times as much is tried as on `cpu`, which takes recurrences apart and so is slow. */
export const scale = isBuilt ? 4 : 1;

/** Makes a backend the one in use. */
export async function useBackend(backend: 'refrain' | typeof comparedBackend): Promise<void> {
  if (isBuilt) process.env['REFRAIN_TENSORFLOW'] = folder;
  // Else the backend `cpu` recommends the package that this is about.
  tf.env().set('IS_TEST', backend === 'cpu');
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  await pickBackend({ backend });
}
