import { InvalidArgumentError, refuse } from '@refrain/core';

/** Row i of the result copies row rows[i] of `state`, row-major `[rows, stateSize]`. */
export function selectedRows(state: Float32Array, rows: Int32Array, stateSize: number): Float32Array {
  const held = state.length / stateSize;
  const selected = new Float32Array(rows.length * stateSize);
  for (let row = 0; row < rows.length; row++) {
    const from = rows[row]!;
    if (!(from >= 0 && from < held)) refuse(`rows[${row}]`, from, { expected: `a row from 0 to ${held - 1}` });
    selected.set(state.subarray(from * stateSize, (from + 1) * stateSize), row * stateSize);
  }
  return selected;
}

/** Throws unless there is one id of the vocabulary for each row of `state`. */
export function assertStep(
  ids: Int32Array,
  state: Float32Array,
  { stateSize, vocabularySize }: { stateSize: number; vocabularySize: number },
): void {
  const rows = ids.length;
  if (state.length !== rows * stateSize || rows === 0) {
    throw new InvalidArgumentError({
      argument: 'state',
      value: state,
      message: `step expects one id a row and ${stateSize} numbers of state a row; received ${rows} ids and a state of ${state.length}. Make the state with initialState(${rows}), or give as many ids as the state has rows.`,
    });
  }
  for (let row = 0; row < rows; row++) {
    const id = ids[row]!;
    if (!(id >= 0 && id < vocabularySize)) {
      refuse(`ids[${row}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}` });
    }
  }
}

/** Throws unless it is a state: plain numbers. */
export function assertPlainState(state: unknown): void {
  if (ArrayBuffer.isView(state)) return;
  refuse('state', state, {
    expected: 'a state of this model',
    remedy: 'To free the model itself call dispose() without an argument.',
  });
}
