import { makeTraining, stepTimes } from '../workload.mjs';

/** Milliseconds of steps of this project's training loop. */
export async function times(name, counts) {
  const { train } = await makeTraining(name);
  return stepTimes(train, counts);
}
