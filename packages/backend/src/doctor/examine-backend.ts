import * as tf from '@tensorflow/tfjs-core';
import { type BackendChoice, pickBackend } from '@refrain/backend';
import { tinyStep } from './tiny-step.js';

/** How a backend did. */
export type Examination =
  | {
      readonly version: string;
      readonly device: 'cpu' | 'gpu';
      readonly threads: number;
      readonly warnings: readonly string[];
      /** Of one step, after the first: the median of five. */
      readonly milliseconds: number;
      /** Tensors that a step left behind; 0 is right. */
      readonly leftTensors: number;
      readonly results: Readonly<Record<string, readonly number[]>>;
    }
  | { readonly reason: string };

/** Starts a backend in this process and trains a step on it; never throws. */
export async function examineBackend(backend: BackendChoice): Promise<Examination> {
  try {
    const { version, device, threads, warnings } = await pickBackend({ backend });
    const results = tinyStep();
    const before = tf.memory().numTensors;
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      tinyStep();
      return performance.now() - start;
    });
    const milliseconds = times.sort((a, b) => a - b)[2]!;
    return { version, device, threads, warnings, milliseconds, leftTensors: tf.memory().numTensors - before, results };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const asked = /^The backend \S+ can't run here: (.*) Leave the choice to pickBackend\(\)\.$/s.exec(text);
    return { reason: asked?.[1] ?? text };
  }
}
