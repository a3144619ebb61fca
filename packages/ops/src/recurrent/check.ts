import { InvalidArgumentError } from '@refrain/core';
import { assertIds, assertShape } from '../assert-shape.js';
import { gateCount } from '../kernels.js';
import type { RecurrentCall } from './types.js';

/** Throws unless all tensors of a recurrent call fit each other. */
export function checkRecurrentCall({ tensors, cell, resetAfter }: RecurrentCall): void {
  const { kernel, recurrentKernel, bias, initialState, initialCell, mask, recurrentMask } = tensors;
  assertShape('recurrentKernel', recurrentKernel, [-1, -1]);
  const units = recurrentKernel.shape[0];
  const columns = gateCount[cell] * units;
  assertShape('recurrentKernel', recurrentKernel, [units, columns]);
  assertShape('kernel', kernel, [-1, columns]);
  if (bias) assertShape('bias', bias, resetAfter && cell === 'gru' ? [2, columns] : [columns]);
  const [batch, time] = checkInput(tensors);
  if (initialState) assertShape('initialState', initialState, [batch, units]);
  if (initialCell) assertShape('initialCell', initialCell, [batch, units]);
  if (mask) assertShape('mask', mask, [batch, time]);
  if (recurrentMask) assertShape('recurrentMask', recurrentMask, [batch, units]);
}

/** Checks what the layer reads against its kernel; gives [batch, time]. */
function checkInput({ input, ids, table, inputScale, kernel }: RecurrentCall['tensors']): [number, number] {
  const inputUnits = kernel.shape[0];
  if (input) assertShape('input', input, [-1, -1, inputUnits]);
  if (ids) {
    assertShape('ids', ids, [-1, -1]);
    assertIds('ids', ids);
  }
  if (table) assertShape('table', table, [-1, inputUnits]);
  const shape = (input ?? ids)?.shape ?? [];
  const [batch = 0, time = 0] = shape;
  if (batch === 0 || time === 0) {
    throw new InvalidArgumentError({
      argument: 'input',
      value: shape,
      message: `input must hold { input } or { ids } with at least one row and one position; received the shape [${shape.join(', ')}].`,
    });
  }
  if (inputScale) assertShape('scale', inputScale, [batch, time]);
  return [batch, time];
}
