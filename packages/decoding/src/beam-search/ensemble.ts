import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import type { Step, StepModel } from '@refrain/core';
import { distributionOf } from '../distribution.js';
import { isPromise } from '../is-promise.js';

/** How {@link ensemble} makes one prediction of several. */
export interface EnsembleOptions {
  /**
   * Whether probabilities are averaged (a token is likely if one model is sure of it), or log-probabilities (only if no
   * model is sure of the contrary). @default 'probabilities'
   */
  readonly average?: 'probabilities' | 'log-probabilities';
}

/**
 * Several models of the same vocabulary as one, whose predictions are the mean of theirs: fewer mistakes than any of
 * them, at the cost of all of them. Works with `beamSearch` and `generate`. The state is the list of their states; the
 * attention is the mean of those that give one.
 *
 * @throws InvalidArgumentError if there is no model, or the vocabularies have different sizes
 * @example
 * const model = ensemble([first, second]);
 * const state = [await first.encode(source), await second.encode(source)];
 */
export function ensemble<State>(
  models: readonly StepModel<State>[],
  options: EnsembleOptions = {},
): StepModel<readonly State[]> {
  assertKnownOptions('ensemble', options, ['average']);
  const { average = 'probabilities' } = options;
  assertOneOf('average', average, ['probabilities', 'log-probabilities']);
  if (!Array.isArray(models) || models.length === 0) {
    refuse('models', models, { expected: 'an array of at least one model' });
  }
  const { vocabularySize } = models[0]!;
  for (const [position, model] of models.entries()) {
    if (model.vocabularySize === vocabularySize) continue;
    const expected = `of a vocabulary of ${vocabularySize}, as models[0]`;
    refuse(`models[${position}]`, model.vocabularySize, { expected, remedy: 'Train them with one tokenizer.' });
  }
  const disposeAll = (states: readonly State[]): void => states.forEach((state, row) => models[row]!.dispose(state));
  return {
    vocabularySize,
    step(ids, states) {
      const taken: Taken<State>[] = [];
      const take = ({ logits, state, attention }: Step<State>): void => {
        taken.push({ state, attention: attention?.slice(), probabilities: probabilities(logits, vocabularySize) });
      };
      // One model after another: the arrays that a step gives may be overwritten by the next step of the same model.
      const advance = (): Step<readonly State[]> | Promise<Step<readonly State[]>> => {
        while (taken.length < models.length) {
          const position = taken.length;
          const answer = models[position]!.step(ids, states[position]!);
          if (isPromise(answer)) return answer.then((step) => (take(step), advance()));
          take(answer);
        }
        return {
          logits: average === 'probabilities' ? arithmeticMean(taken) : geometricMean(taken),
          state: taken.map(({ state }) => state),
          ...meanAttention(taken),
        };
      };
      return disposingOnFailure(advance, () => disposeAll(taken.map(({ state }) => state)));
    },
    select: (states, rows) => states.map((state, position) => models[position]!.select(state, rows)),
    dispose: disposeAll,
  };
}

/** What one model answered. */
interface Taken<State> {
  readonly state: State;
  readonly attention: Float32Array | undefined;
  /** `[rows, vocabulary]` */
  readonly probabilities: Float64Array;
}

/** The softmax of each row. */
function probabilities(logits: Float32Array, vocabularySize: number): Float64Array {
  const values = new Float64Array(logits.length);
  for (let start = 0; start < logits.length; start += vocabularySize) {
    const { weights, total } = distributionOf(logits.subarray(start, start + vocabularySize));
    for (let id = 0; id < vocabularySize; id++) values[start + id] = weights[id]! / total;
  }
  return values;
}

/** The logarithm of the mean probability. */
function arithmeticMean<State>(taken: readonly Taken<State>[]): Float32Array {
  return Float32Array.from(taken[0]!.probabilities, (_, position) =>
    Math.log(taken.reduce((sum, model) => sum + model.probabilities[position]!, 0) / taken.length),
  );
}

/** The mean of the logarithms of the probabilities. */
function geometricMean<State>(taken: readonly Taken<State>[]): Float32Array {
  return Float32Array.from(
    taken[0]!.probabilities,
    (_, position) => taken.reduce((sum, model) => sum + Math.log(model.probabilities[position]!), 0) / taken.length,
  );
}

function meanAttention<State>(taken: readonly Taken<State>[]): { attention?: Float32Array } {
  const given = taken.flatMap(({ attention }) => (attention === undefined ? [] : [attention]));
  if (given.length === 0) return {};
  const mean = given[0]!.map(
    (_, position) => given.reduce((sum, weights) => sum + weights[position]!, 0) / given.length,
  );
  return { attention: mean };
}

/** Runs `body`; where it throws, or what it promises fails, `dispose` runs first. */
function disposingOnFailure<Value extends object>(
  body: () => Value | Promise<Value>,
  dispose: () => void,
): Value | Promise<Value> {
  const failed = (error: unknown): never => {
    dispose();
    throw error;
  };
  try {
    const result = body();
    return isPromise(result) ? result.catch(failed) : result;
  } catch (error) {
    return failed(error);
  }
}
