import { gateCount, type CellKind } from '@refrain/ops';
import golden from './parameter-order.golden.json';
import { cudnnParameterOrder, invertOrder } from './parameter-order.js';

describe('cudnnParameterOrder', () => {
  it.each(golden)(
    "puts the weights of a(n) $cell as Keras's own converter does",
    ({ cell, inputUnits, units, parameters }) => {
      const columns = gateCount[cell as CellKind] * units;
      const count = (inputUnits + units) * columns;
      const numbers = (length: number, first: number): number[] => Array.from({ length }, (_, index) => first + index);
      const bias =
        cell === 'lstm'
          ? [...numbers(columns, 0).fill(0), ...numbers(columns, count + 1)]
          : numbers(2 * columns, count + 1);
      const weights = [...numbers(count, 1), ...bias];
      const order = cudnnParameterOrder({ cell: cell as CellKind, inputUnits, units });
      expect(Array.from(order, (position) => weights[position])).toEqual(parameters);
    },
  );

  it('names each weight once, so that gradients find their way back', () => {
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      const order = cudnnParameterOrder({ cell, inputUnits: 3, units: 2 });
      const inverse = invertOrder(order);
      expect(Array.from(inverse, (index) => order[index])).toEqual(Array.from(order.keys()));
    }
  });
});
