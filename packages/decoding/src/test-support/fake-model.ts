import { Random } from '@refrain/core';
import type { LanguageModel, Step } from '@refrain/core';

/** A state that knows what was read and whether it was disposed. */
export interface FakeState {
  readonly read: readonly number[];
  disposed: boolean;
}

/** A model of one row without weights that keeps account of its states. */
export interface FakeModel extends LanguageModel<FakeState> {
  readonly states: FakeState[];
  readonly steps: number;
  /** Throws unless every state was disposed (a second disposal throws at once). */
  assertNoneAlive(): void;
}

interface FakeModelOptions {
  readonly vocabularySize: number;
  /** The logits behind everything read so far. */
  readonly logits: (read: readonly number[]) => ArrayLike<number>;
  /** Answers with promises. */
  readonly asynchronous?: boolean;
}

/** A model that says what it is told to, reuses its array of logits like a real one, and counts its states. */
export function fakeModel({ vocabularySize, logits, asynchronous = false }: FakeModelOptions): FakeModel {
  const states: FakeState[] = [];
  const shared = new Float32Array(vocabularySize);
  const make = (read: readonly number[]): FakeState => {
    const state = { read, disposed: false };
    states.push(state);
    return state;
  };
  let steps = 0;
  return {
    vocabularySize,
    states,
    get steps() {
      return steps;
    },
    initialState: () => make([]),
    step(ids, state): Step<FakeState> | Promise<Step<FakeState>> {
      if (state.disposed) throw new Error('a disposed state was read');
      steps++;
      const read = [...state.read, ids[0]!];
      shared.set(logits(read));
      const step = { logits: shared, state: make(read) };
      return asynchronous ? new Promise((resolve) => setImmediate(resolve, step)) : step;
    },
    select: (state) => make(state.read),
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

/** Ids of the letters a to z: 0 to 25. */
export function spell(word: string): number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0) - 97);
}

/** The word that ids of letters spell. */
export function unspell(ids: readonly number[]): string {
  return String.fromCharCode(...ids.map((id) => id + 97));
}

/** A model of the letters a to z that prefers the letters of `word`, one after another, whatever it reads, then z. */
export function spellingModel(word: string, options: { asynchronous?: boolean } = {}): FakeModel {
  const ids = spell(word);
  const logits = (read: readonly number[]): number[] => {
    const preferred = ids[read.length - 1] ?? 25;
    return Array.from({ length: 26 }, (_, id) => (id === preferred ? 10 : -10));
  };
  return fakeModel({ vocabularySize: 26, logits, ...options });
}

/** A model whose logits, from -4 to 4, depend on everything read, so that no two generations run alike by chance. */
export function chaoticModel(options: { vocabularySize?: number; asynchronous?: boolean } = {}): FakeModel {
  const { vocabularySize = 12 } = options;
  const logits = (read: readonly number[]): number[] => {
    const random = new Random(read.join(' '));
    return Array.from({ length: vocabularySize }, () => 8 * random.uniform() - 4);
  };
  return fakeModel({ vocabularySize, logits, ...options });
}
