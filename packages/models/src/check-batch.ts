import { InvalidArgumentError, refuse } from '@refrain/core';
import type { IdBatch } from '@refrain/core';

/** Throws unless the arrays of `batch` have its shape, its mask is of 0 and 1, and all its ids, padding too, are in the vocabulary. */
export function assertIdBatch(argument: string, batch: IdBatch, vocabularySize: number): void {
  const [rows, time] = batch.shape;
  if (batch.shape.length !== 2 || !(rows >= 1 && time >= 1)) {
    refuse(`${argument}.shape`, batch.shape, { expected: '[batch, time], both at least 1' });
  }
  assertLength(`${argument}.mask`, batch.mask, batch.shape);
  const wrongFlag = batch.mask.find((flag) => flag > 1);
  if (wrongFlag !== undefined) {
    refuse(`${argument}.mask`, wrongFlag, { expected: '1 where an id counts and 0 where it is padding' });
  }
  assertIds(`${argument}.ids`, batch.ids, { shape: batch.shape, vocabularySize });
}

/** Throws unless `ids` fills `shape` with ids of the vocabulary. */
export function assertIds(
  argument: string,
  ids: Int32Array,
  { shape, vocabularySize }: { shape: IdBatch['shape']; vocabularySize: number },
): void {
  assertLength(argument, ids, shape);
  for (let position = 0; position < ids.length; position++) {
    const id = ids[position]!;
    if (id >= 0 && id < vocabularySize) continue;
    const place = `row ${Math.floor(position / shape[1])}, position ${position % shape[1]}`;
    throw new InvalidArgumentError({
      argument,
      value: id,
      message: `${argument} must be ids from 0 to ${vocabularySize - 1}; received ${id} in ${place}. Encode with the tokenizer that the model was made for.`,
    });
  }
}

function assertLength(argument: string, array: ArrayLike<number>, shape: IdBatch['shape']): void {
  if (array.length === shape[0] * shape[1]) return;
  throw new InvalidArgumentError({
    argument,
    value: array,
    message: `${argument} must have ${shape[0]} × ${shape[1]} numbers, as the shape says; received ${array.length}.`,
  });
}
