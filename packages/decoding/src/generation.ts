import type { Step } from '@refrain/core';
import { assertGenerationOptions } from './assert-generation-options.js';
import { distributionOf, Softmax } from './distribution.js';
import type { FinishReason, GeneratedToken } from './generated-token.js';
import type { GenerationOptions } from './generation-options.js';
import { listed } from './listed.js';
import { assertChosenId, copyLogits, refuseProcessedLogits } from './logits-checks.js';
import { mostProbable } from './most-probable.js';
import type { StopCondition } from './stop/stop-condition.js';

/**
 * One sequence in flight, without the loop around it: `generate` awaits between its parts and `generateSync` does not.
 *
 * Owns exactly one state at any time: the one given, then the one of the last step. Usage:
 * `while (!finished) { while (hasUnread) accept(step()); choose(); }`, and `dispose()` in any case.
 */
export class Generation<State> {
  readonly #options: GenerationOptions<State>;
  readonly #stop: readonly StopCondition[];
  readonly #ids: number[];
  readonly #context: { ids: readonly number[]; step: number };
  readonly #distribution: Softmax;
  readonly #input = new Int32Array(1);
  #read = 0;
  #state: State;
  #logits: Float32Array;
  #finishReason: FinishReason | undefined;
  #disposed = false;

  /** @throws InvalidArgumentError if `owner` can't work with these options; the state is disposed then, too */
  constructor(owner: string, options: GenerationOptions<State>) {
    disposingOnThrow(options, () => assertGenerationOptions(owner, options));
    const { model, state, prompt, generated = [] } = options;
    this.#options = options;
    this.#stop = listed(options.stop);
    this.#ids = [...Array.from(prompt), ...Array.from(generated)];
    this.#context = { ids: this.#ids, step: generated.length };
    this.#distribution = new Softmax(new Float32Array(model.vocabularySize));
    this.#logits = this.#distribution.logits;
    this.#state = state;
    if (generated.length > 0) disposingOnThrow(options, () => this.#finishIfOver());
  }

  /** Nothing is left to do, and the state is disposed. */
  get finished(): boolean {
    return this.#finishReason !== undefined;
  }

  /** The model has to read on before the next id can be chosen. */
  get hasUnread(): boolean {
    return this.#read < this.#ids.length;
  }

  /** Lets the model read the next id. @throws the signal's reason if it has fired */
  step(): Step<State> | Promise<Step<State>> {
    const { model, signal } = this.#options;
    signal?.throwIfAborted();
    this.#input[0] = this.#ids[this.#read++]!;
    return model.step(this.#input, this.#state);
  }

  /** Takes what a step gave, and disposes the state before it. */
  accept({ state, logits }: Step<State>): void {
    // The new state is held before the old one is disposed: should that throw, the new one is still disposed later.
    const before = this.#state;
    this.#state = state;
    this.#options.model.dispose(before);
    this.#logits = logits;
  }

  /** Chooses the next id from the logits of the last step. Disposes the state if it is the last one. */
  choose(): GeneratedToken {
    const { processors = [], sampler, random, topLogProbabilities = 0, modelLogProbability, signal } = this.#options;
    signal?.throwIfAborted();
    const distribution = this.#distribution;
    const { logits } = distribution;
    copyLogits(this.#logits, logits, this.#context.step);
    const modelled = modelLogProbability ? distributionOf(logits.slice()) : undefined;
    for (const processor of processors) processor(logits, this.#context);
    distribution.update();
    if (!(distribution.total > 0)) refuseProcessedLogits(logits, this.#context.step);
    const id = sampler(distribution, random);
    assertChosenId(id, logits.length);
    this.#ids.push(id);
    this.#context.step++;
    this.#finishIfOver();

    const token: Writable<GeneratedToken> = { id, logProbability: distribution.logProbability(id) };
    if (modelled !== undefined) token.modelLogProbability = modelled.logProbability(id);
    if (topLogProbabilities > 0) token.topLogProbabilities = mostProbable(distribution, topLogProbabilities);
    if (this.#finishReason !== undefined) token.finishReason = this.#finishReason;
    return token;
  }

  /** Frees the state; further calls do nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#options.model.dispose(this.#state);
  }

  #finishIfOver(): void {
    if (this.#stop.some((condition) => condition(this.#context))) this.#finishReason = 'stop';
    else if (this.#context.step >= this.#options.maxTokens) this.#finishReason = 'maxTokens';
    if (this.#finishReason !== undefined) this.dispose();
  }
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Runs `check`; where it throws, the state that came with the options is disposed first. */
export function disposingOnThrow<State>(
  options: Pick<GenerationOptions<State>, 'model' | 'state'>,
  check: () => void,
): void {
  try {
    check();
  } catch (error) {
    options.model?.dispose?.(options.state);
    throw error;
  }
}
