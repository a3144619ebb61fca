import type { ArtifactStore } from '@refrain/core';

const folder = 'checkpoints';
const pattern = /^checkpoints\/step-(\d{6,15})\//;

/** Where the checkpoint of a step lies in its store: `checkpoints/step-000123`. */
export function checkpointFolder(step: number): string {
  return `${folder}/step-${String(step).padStart(6, '0')}`;
}

/**
 * The steps of which a store holds checkpoints, whole or not, in rising order.
 *
 * @example
 * await checkpointSteps(fileStore('runs/hamlet'));   // [100, 200, 300]
 */
export async function checkpointSteps(store: ArtifactStore): Promise<number[]> {
  const names = await store.list();
  const steps = new Set(names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number));
  return [...steps].sort((first, second) => first - second);
}

/** The newest step of which a store holds a checkpoint, whole or not; undefined where there is none. */
export async function latestCheckpoint(store: ArtifactStore): Promise<number | undefined> {
  return (await checkpointSteps(store)).at(-1);
}
