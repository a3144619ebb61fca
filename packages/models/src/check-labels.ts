import { InvalidArgumentError, refuse } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';

/** Throws unless each of `rows` has a label from 0 to 1. */
export function assertLabels(labels: LabelledBatch['labels'], rows: number): void {
  if (labels.length !== rows) {
    throw new InvalidArgumentError({
      argument: 'labels',
      value: labels,
      message: `labels must have ${rows} numbers, one for each row of inputs; received ${labels.length}.`,
    });
  }
  const wrong = labels.findIndex((label) => !(label >= 0 && label <= 1));
  if (wrong === -1) return;
  refuse(`labels[${wrong}]`, labels[wrong], { expected: 'from 0 for negative to 1 for positive' });
}
