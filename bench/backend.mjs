/** The backend that benchmarks run on: REFRAIN_BACKEND, which `--backend` of run.mjs sets, or else `refrain`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pickBackend } from '@refrain/backend';

/** Where `node tools/build-tensorflow.mjs` leaves tfjs-node. */
const builtTensorflow = fileURLToPath(new URL('../.tensorflow', import.meta.url));

/** The folder that has tfjs-node, or undefined where there is none. */
export function tensorflowFolder() {
  const folder = process.env.REFRAIN_TENSORFLOW || builtTensorflow;
  return existsSync(`${folder}/node_modules/@tensorflow/tfjs-node`) ? folder : undefined;
}

/** What is to run, by the name that pickBackend knows. */
export function backendName() {
  return process.env.REFRAIN_BACKEND || 'refrain';
}

/** Makes that backend the one in use. */
export async function useBackend() {
  if (tensorflowFolder()) process.env.REFRAIN_TENSORFLOW ||= tensorflowFolder();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  return pickBackend({ backend: backendName() });
}

/** What a figure's configuration says of another backend than the usual one. */
export function backendConfig() {
  return backendName() === 'refrain' ? {} : { backend: backendName() };
}
