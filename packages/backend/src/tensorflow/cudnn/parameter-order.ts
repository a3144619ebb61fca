import { type CellKind, gateCount } from '@refrain/ops';

/** The sizes that decide how a layer's parameters lie. */
export interface LayerSizes {
  readonly cell: CellKind;
  readonly inputUnits: number;
  readonly units: number;
}

/** Where each of Keras's gates stands in cuDNN's order: a GRU has r before z. */
const gateOrders: Readonly<Record<CellKind, readonly number[]>> = { rnn: [0], gru: [1, 0, 2], lstm: [0, 1, 2, 3] };

/**
 * Where each of cuDNN's parameters stands among Keras's weights.
 *
 * cuDNN reads one vector: of each gate the input kernel as [units, inputUnits], then of each the recurrent kernel as
 * [units, units], then the input's biases and the recurrent ones. Keras's weights are taken one after the other, flat:
 * kernel [inputUnits, gates · units], recurrentKernel [units, gates · units], bias [2, gates · units].
 *
 * @returns for each of cuDNN's parameters the position of its value in the flat weights
 */
export function cudnnParameterOrder({ cell, inputUnits, units }: LayerSizes): Int32Array {
  const gates = gateOrders[cell];
  const columns = gateCount[cell] * units;
  const order = new Int32Array((inputUnits + units + 2) * columns);
  let next = 0;
  let start = 0;
  for (const rows of [inputUnits, units]) {
    for (const gate of gates) {
      for (let unit = 0; unit < units; unit++) {
        for (let row = 0; row < rows; row++) order[next++] = start + row * columns + gate * units + unit;
      }
    }
    start += rows * columns;
  }
  for (let half = 0; half < 2; half++) {
    for (const gate of gates) {
      for (let unit = 0; unit < units; unit++) order[next++] = start + half * columns + gate * units + unit;
    }
  }
  return order;
}

/** The way back of an order: where each of its positions is named. */
export function invertOrder(order: Int32Array): Int32Array {
  const inverse = new Int32Array(order.length);
  order.forEach((position, index) => (inverse[position] = index));
  return inverse;
}
