import { Random } from '@refrain/core';
import type { Step, StepModel } from '@refrain/core';

/** What each row has read, and whether the state was disposed. */
export interface BatchState {
  readonly rows: readonly (readonly number[])[];
  disposed: boolean;
}

/** A model of many rows without weights that keeps account of its states. */
export interface BatchModel extends StepModel<BatchState> {
  /** The state before sources, each a list of ids that the logits depend on. */
  start(...sources: (readonly number[])[]): BatchState;
  readonly rowsRead: number;
  /** Throws unless every state was disposed (a second disposal throws at once). */
  assertNoneAlive(): void;
}

interface BatchModelOptions {
  readonly vocabularySize: number;
  /** The logits behind everything that a row has read, its source first. */
  readonly logits: (read: readonly number[]) => ArrayLike<number>;
  /** Where a row looks. */
  readonly attention?: (read: readonly number[]) => ArrayLike<number>;
  readonly asynchronous?: boolean;
}

/** A model that says what it is told to for each row, and reuses its array of logits like a real one. */
export function batchModel({ vocabularySize, logits, attention, asynchronous = false }: BatchModelOptions): BatchModel {
  const states: BatchState[] = [];
  const make = (rows: BatchState['rows']): BatchState => {
    const state = { rows, disposed: false };
    states.push(state);
    return state;
  };
  const assertAlive = ({ disposed }: BatchState): void => {
    if (disposed) throw new Error('a disposed state was used');
  };
  let shared = new Float32Array(0);
  let rowsRead = 0;
  return {
    vocabularySize,
    get rowsRead() {
      return rowsRead;
    },
    start: (...sources) => make(sources),
    step(ids, state): Step<BatchState> | Promise<Step<BatchState>> {
      assertAlive(state);
      if (ids.length !== state.rows.length) throw new Error(`${ids.length} ids for ${state.rows.length} rows`);
      rowsRead += ids.length;
      const rows = state.rows.map((read, row) => [...read, ids[row]!]);
      if (shared.length !== rows.length * vocabularySize) shared = new Float32Array(rows.length * vocabularySize);
      for (const [row, read] of rows.entries()) shared.set(logits(read), row * vocabularySize);
      const looked =
        attention === undefined
          ? {}
          : { attention: Float32Array.from(rows.flatMap((read) => Array.from(attention(read)))) };
      const step = { logits: shared, state: make(rows), ...looked };
      return asynchronous ? new Promise((resolve) => setImmediate(resolve, step)) : step;
    },
    select(state, rows) {
      assertAlive(state);
      return make(Array.from(rows, (row) => state.rows[row]!));
    },
    dispose(state) {
      if (state.disposed) throw new Error('a state was disposed twice');
      state.disposed = true;
    },
    assertNoneAlive() {
      const alive = states.filter(({ disposed }) => !disposed).length;
      if (alive > 0) throw new Error(`${alive} states are alive`);
    },
  };
}

/** A model whose logits, from -3 to 3, depend on everything that a row has read. */
export function chaoticBatchModel({ vocabularySize = 5, asynchronous = false, seed = 0 } = {}): BatchModel {
  const draw = (read: readonly number[], count: number): number[] => {
    const random = new Random(`${seed} ${count} ${read.join(' ')}`);
    return Array.from({ length: count }, () => random.uniform());
  };
  return batchModel({
    vocabularySize,
    asynchronous,
    logits: (read) => draw(read, vocabularySize).map((value) => 6 * value - 3),
    attention: (read) => {
      const weights = draw(read, 3);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    },
  });
}
