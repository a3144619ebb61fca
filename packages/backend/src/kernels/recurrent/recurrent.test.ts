import * as tf from '@tensorflow/tfjs-core';
import { expectClose } from '@refrain/testing';
import { useRefrain } from '../../register.js';
import { allCells, recurrentCases, recurrentResults } from '../../test-support/recurrent-cases.js';
import type { CellName, RecurrentCase } from '../../test-support/recurrent-cases.js';

async function compare(cellName: CellName, one: RecurrentCase): Promise<void> {
  await tf.setBackend('cpu');
  const expected = recurrentResults(cellName, one);
  const backend = await useRefrain();
  const before = { ...backend.heap(), tensors: tf.memory().numTensors };
  const actual = recurrentResults(cellName, one);
  expect({ ...backend.heap(), tensors: tf.memory().numTensors }).toEqual(before);
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const name of Object.keys(expected))
    expectClose(actual[name]!, expected[name]!, { absolute: 3e-5, relative: 1e-4 });
}

describe.each(allCells)('the fused %s', (cellName) => {
  it.each(recurrentCases)('gives what the composed operations give: %j', (one) => compare(cellName, one));
});
