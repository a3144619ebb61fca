import { describeValue, InvalidArgumentError } from '@refrain/core';

/** Copies the logits of a model, which its next step may overwrite; refuses what is no row of logits. */
export function copyLogits(from: Float32Array, to: Float32Array, step: number): void {
  if (from.length !== to.length) {
    throw new InvalidArgumentError({
      argument: 'model',
      value: from.length,
      message:
        `model.step must give ${to.length} logits, its vocabulary for one row; received ${from.length}. ` +
        'Give a state of one row, such as model.initialState(1).',
    });
  }
  for (let id = 0; id < to.length; id++) {
    const logit = from[id]!;
    if (!(logit < Infinity)) refuseLogit('model', { id, logit, step });
    to[id] = logit;
  }
}

/** Refuses what is no row of logits, where they are read in place. */
export function assertModelLogits(logits: Float32Array, step: number): void {
  const id = logits.findIndex((logit) => !(logit < Infinity));
  if (id >= 0) refuseLogit('model', { id, logit: logits[id]!, step });
}

/** Says why processed logits are no distribution: one of them is NaN or Infinity, or all are forbidden. */
export function refuseProcessedLogits(logits: Float32Array, step: number): never {
  const id = logits.findIndex((logit) => !(logit < Infinity));
  if (id >= 0) refuseLogit('processors', { id, logit: logits[id]!, step });
  throw new InvalidArgumentError({
    argument: 'processors',
    value: logits,
    message:
      `At least one id must stay allowed; at step ${step} all ${logits.length} have the logit -Infinity. ` +
      'Loosen the processors that forbid ids, such as noRepeatNgram() or forbidIds().',
  });
}

/** Throws unless a sampler gave an id of the vocabulary. */
export function assertChosenId(id: number, vocabularySize: number): void {
  if (Number.isInteger(id) && id >= 0 && id < vocabularySize) return;
  throw new InvalidArgumentError({
    argument: 'sampler',
    value: id,
    message:
      `sampler must give an id from 0 to ${vocabularySize - 1}; received ${describeValue(id)}. ` +
      'A sampler is made by a call, such as greedy() or categorical().',
  });
}

function refuseLogit(
  argument: 'model' | 'processors',
  { id, logit, step }: { id: number; logit: number; step: number },
): never {
  const remedy =
    argument === 'model'
      ? 'The weights of the model are damaged or its training diverged.'
      : 'Look at the numbers that the processors were given.';
  throw new InvalidArgumentError({
    argument,
    value: logit,
    message: `Every logit must be a finite number or -Infinity; received ${logit} for id ${id} at step ${step} from the ${argument}. ${remedy}`,
  });
}
