import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import type { StepperProvider } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { charRnn } from '../index.js';
import type { CharRnn } from '../index.js';
import { anyOptions, anyRows, setValues, vocabularySize, withModel } from '../testing/arbitrary-model.js';
import { idBatch } from '../testing/sequence-batch.js';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

/** The logits of every position, [batch, time, vocabulary], one step at a time. */
function logitsByStep(model: CharRnn, rows: readonly (readonly number[])[]): Float32Array {
  const time = rows[0]!.length;
  const result = new Float32Array(rows.length * time * vocabularySize);
  let state = model.initialState(rows.length);
  for (let position = 0; position < time; position++) {
    const step = model.step(
      Int32Array.from(rows, (row) => row[position]!),
      state,
    );
    state = step.state;
    rows.forEach((_, row) => {
      const logits = step.logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
      result.set(logits, (row * time + position) * vocabularySize);
    });
  }
  return result;
}

function fixedModel(): CharRnn {
  return charRnn({ vocabularySize, embedding: 3, cell: 'lstm', units: [2, 3] }, new Random(1));
}

describe.each(backends)('step, on the backend %s', (_, use) => {
  beforeAll(use);

  it('gives, id by id, what the whole sequence gives', async () => {
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anyOptions, anyRows(2, { minimum: 4, maximum: 4 }), (options, rows) =>
          withModel(options, (model) => {
            const whole = tf.tidy(() => model.logits(idBatch(rows)).logits.dataSync());
            expectClose(logitsByStep(model, rows), whole, { absolute: 1e-5 });
          }),
        ),
        { seed: 1, numRuns: 40 },
      ),
    );
  });

  it('leaves the state it was given as it was', () => {
    const model = fixedModel();
    const { state } = model.step(Int32Array.of(1, 2), model.initialState(2));
    const before = Array.from(state);
    const first = Array.from(model.step(Int32Array.of(3, 4), state).logits);
    expect(Array.from(state)).toEqual(before);
    expect(Array.from(model.step(Int32Array.of(3, 4), state).logits)).toEqual(first);
    model.dispose();
  });

  it('uses the weights as they are at each step', () => {
    const model = fixedModel();
    const ids = Int32Array.of(1);
    const before = Array.from(model.step(ids, model.initialState(1)).logits);
    const bias = model.variables().find(({ name }) => name === 'output.bias')!.variable;
    setValues(bias, Float32Array.of(1, 2, 3, 4, 5));
    const after = model.step(ids, model.initialState(1)).logits;
    expectClose(
      after,
      before.map((logit, id) => logit + id + 1),
    );
    model.dispose();
  });

  it('steps batches of different sizes in turn', () => {
    const model = fixedModel();
    const alone = Array.from(model.step(Int32Array.of(4), model.initialState(1)).logits);
    const pair = model.step(Int32Array.of(0, 4), model.initialState(2)).logits;
    expect(pair).toHaveLength(2 * vocabularySize);
    expectClose(pair.subarray(vocabularySize), alone);
    expectClose(model.step(Int32Array.of(4), model.initialState(1)).logits, alone);
    model.dispose();
  });

  it('keeps no tensor alive', async () => {
    await expectNoNewTensors(() => {
      const model = fixedModel();
      let state = model.initialState(1);
      for (let position = 0; position < 10; position++) ({ state } = model.step(Int32Array.of(position % 5), state));
      model.dispose(state);
      model.dispose();
    });
  });

  it('refuses ids and states that do not go together', () => {
    const model = fixedModel();
    expect(() => model.step(Int32Array.of(1, 2), model.initialState(1))).toThrow(
      'step expects one id a row and 10 numbers of state a row; received 2 ids and a state of 10. Make the state with initialState(2), or give as many ids as the state has rows.',
    );
    expect(() => model.step(Int32Array.of(1, 5), model.initialState(2))).toThrow(
      'ids[1] must be an id from 0 to 4; received 5.',
    );
    expect(() => model.initialState(0)).toThrow('rows must be a positive integer; received 0.');
    model.dispose();
  });
});

describe.each(backends)('select, on the backend %s', (_, use) => {
  beforeAll(use);

  it('commutes with step: the rows of a step are the step of the rows', () => {
    const anySelection = fc.array(fc.nat(2), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyOptions, anyRows(3, { minimum: 2, maximum: 2 }), anySelection, (options, rows, selection) =>
        withModel(options, (model) => {
          const [first, second] = [0, 1].map((time) => Int32Array.from(rows, (row) => row[time]!));
          const pick = Int32Array.from(selection);
          const warm = model.step(first!, model.initialState(3)).state;
          const selected = model.select(warm, pick);
          const stepThenSelect = model.select(model.step(second!, warm).state, pick);
          const selectThenStep = model.step(
            pick.map((row) => second![row]!),
            selected,
          ).state;
          expectClose(selectThenStep, stepThenSelect);
        }),
      ),
      { seed: 2, numRuns: 40 },
    );
  });

  it('copies, repeats and drops rows', () => {
    const model = charRnn({ vocabularySize, embedding: 'one-hot', cell: 'rnn', units: [2] }, new Random(1));
    const state = Float32Array.of(1, 2, 3, 4);
    expect(Array.from(model.select(state, Int32Array.of(1, 1, 0)))).toEqual([3, 4, 3, 4, 1, 2]);
    expect(() => model.select(state, Int32Array.of(0, 2))).toThrow('rows[1] must be a row from 0 to 1; received 2.');
    model.dispose();
  });
});

describe('the copy of the weights', () => {
  afterEach(() => void delete (tf.backend() as Partial<StepperProvider>).createStepper);

  it('is made at the first step and after a change, and freed with the model', async () => {
    await tf.setBackend('cpu');
    const events: string[] = [];
    const provider: StepperProvider = {
      createStepper: () => {
        events.push('made');
        return { stateSize: 10, step: () => void events.push('step'), dispose: () => void events.push('freed') };
      },
    };
    Object.assign(tf.backend(), provider);
    const model = fixedModel();
    const step = (): void => void model.step(Int32Array.of(1), model.initialState(1));
    expect(events).toEqual([]);
    step();
    step();
    const { variable } = model.variables()[0]!;
    setValues(variable, new Float32Array(variable.size));
    step();
    model.dispose();
    expect(events).toEqual(['made', 'step', 'step', 'freed', 'made', 'step', 'freed']);
  });
});
