import { refuse } from '@refrain/core';
import type { Step } from '@refrain/core';
import { assertModelLogits, copyLogits, refuseProcessedLogits } from '../logits-checks.js';
import { logSumExp } from '../maths/log-sum-exp.js';
import { BeamGroup } from './beam-group.js';
import type { Beam } from './beam-group.js';
import type { BeamSearchBatchOptions } from './beam-search-options.js';
import { Candidates } from './candidates.js';
import type { Candidate } from './candidates.js';
import type { BeamNode, Hypothesis } from './hypothesis.js';

/**
 * A beam search in flight, without the loop around it. Usage: `while (!finished) accept(await step());`, then
 * `results()`, and `dispose()` in any case. All beams of all sources are rows of one state.
 */
export class BeamSearch<State> {
  readonly #options: BeamSearchBatchOptions<State>;
  readonly #groups: BeamGroup[];
  /** For processors to change. */
  readonly #scratch: Float32Array;
  #state: State;
  /** The newest id of each row. */
  #input: Int32Array;
  #step = 0;
  #nodes = 0;
  #disposed = false;

  constructor(options: BeamSearchBatchOptions<State>) {
    const { model, sources, beamWidth, startId, diversity, lengthPenalty = () => 1, coveragePenalty = 0 } = options;
    const groups = diversity?.groups ?? 1;
    const width = beamWidth / groups;
    this.#options = options;
    this.#state = options.state;
    this.#scratch = new Float32Array(model.vocabularySize);
    this.#input = new Int32Array(sources).fill(startId);
    // The groups of a source share its row until the first step tells them apart.
    this.#groups = Array.from({ length: sources * groups }, (_, position) => {
      const source = Math.floor(position / groups);
      const start: Beam = { ids: [startId], logProbability: 0, attention: [], row: source, node: 0 };
      return new BeamGroup({ source, group: position % groups, width }, start, { lengthPenalty, coveragePenalty });
    });
  }

  get finished(): boolean {
    return this.#groups.every((group) => group.done);
  }

  /** Lets the model read the newest id of every beam. @throws the signal's reason if it has fired */
  step(): Step<State> | Promise<Step<State>> {
    const { model, signal } = this.#options;
    signal?.throwIfAborted();
    return model.step(this.#input, this.#state);
  }

  /** Takes what a step gave, disposes the state before it, and chooses the beams to go on with. */
  accept(step: Step<State>): void {
    this.#hold(step.state);
    this.#assertShapes(step);
    const { onStep } = this.#options;
    const nodes: BeamNode[] = [];
    let chosen = new Map<number, number>();
    for (const [position, group] of this.#groups.entries()) {
      if (this.#groups[position - 1]?.source !== group.source) chosen = new Map();
      if (!group.done) this.#advance(group, { step, chosen, nodes });
    }
    onStep?.({ step: this.#step, beams: nodes });
    this.#step++;
    if (!this.finished) this.#gather();
  }

  /** The best hypotheses of each source, best first. */
  results(): Hypothesis[][] {
    const { sources, nBest = 1 } = this.#options;
    const results = Array.from({ length: sources }, (): Hypothesis[] => []);
    for (const group of this.#groups) results[group.source]!.push(...group.finished);
    return results.map((found) => found.sort((left, right) => right.score - left.score).slice(0, nBest));
  }

  /** Frees the state; further calls do nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#options.model.dispose(this.#state);
  }

  /** The new state is held before the old one is disposed: should that throw, the new one is still disposed later. */
  #hold(state: State): void {
    const before = this.#state;
    this.#state = state;
    this.#options.model.dispose(before);
  }

  #advance(
    group: BeamGroup,
    { step, chosen, nodes }: { step: Step<State>; chosen: Map<number, number>; nodes: BeamNode[] },
  ): void {
    const { endId, maxTokens, nBest = 1 } = this.#options;
    const parents = group.live;
    const next: Beam[] = [];
    for (const [rank, candidate] of this.#candidates(group, step, chosen).entries()) {
      const finished = candidate.id === endId;
      // An end that is not among the best is one that a search without room to spare would not have seen.
      if (finished ? rank >= group.width : next.length === group.width) continue;
      const parent = parents[candidate.beam]!;
      const beam = this.#continued(parent, candidate, step);
      if (finished) group.finish(beam, true);
      else next.push(beam);
      const { id, logProbability } = candidate;
      const { source, group: number } = group;
      nodes.push({ node: beam.node, parent: parent.node, source, group: number, id, logProbability, finished });
    }
    for (const { ids } of next) chosen.set(ids.at(-1)!, (chosen.get(ids.at(-1)!) ?? 0) + 1);
    group.live = next;
    if (this.#step + 1 === maxTokens) for (const beam of next) group.finish(beam, false);
    const enough = group.finished.length >= group.width;
    if (this.#step + 1 === maxTokens || enough || group.isDecided(Math.min(nBest, group.width), maxTokens)) {
      group.live = [];
    }
  }

  /** The best continuations of a group's beams, best first: twice as many as beams, in case half of them are ends. */
  #candidates(group: BeamGroup, step: Step<State>, chosen: ReadonlyMap<number, number>): readonly Candidate[] {
    const { model, diversity } = this.#options;
    const candidates = new Candidates(2 * group.width);
    const penalty = diversity && ((id: number) => diversity.penalty * (chosen.get(id) ?? 0));
    let logits = this.#scratch;
    for (const [beam, { ids, row, logProbability }] of group.live.entries()) {
      const given = step.logits.subarray(row * model.vocabularySize, (row + 1) * model.vocabularySize);
      logits = this.#processed(given, ids);
      if (logits.every((logit) => logit === -Infinity)) continue;
      const logTotal = logSumExp(logits);
      if (Number.isNaN(logTotal)) {
        assertModelLogits(given, this.#step);
        refuseProcessedLogits(logits, this.#step);
      }
      candidates.addContinuations({ beam, logProbability, logits, logTotal, penalty });
    }
    // One beam whose every continuation is forbidden leaves its place to others; where there are none nothing is left.
    if (candidates.best.length === 0 && group.finished.length === 0) refuseProcessedLogits(logits, this.#step);
    return candidates.best;
  }

  /** What the processors make of a model's logits. */
  #processed(given: Float32Array, ids: readonly number[]): Float32Array {
    const { processors = [] } = this.#options;
    if (processors.length === 0) return given;
    copyLogits(given, this.#scratch, this.#step);
    for (const processor of processors) processor(this.#scratch, { ids, step: this.#step });
    return this.#scratch;
  }

  #continued(parent: Beam, { id, logProbability }: Candidate, { attention }: Step<State>): Beam {
    const { ids, row } = parent;
    const source = attention === undefined ? 0 : attention.length / this.#input.length;
    return {
      ids: [...ids, id],
      logProbability,
      attention:
        attention === undefined ? [] : [...parent.attention, attention.slice(row * source, (row + 1) * source)],
      row,
      node: ++this.#nodes,
    };
  }

  /** Makes the rows of the state the beams that are live. */
  #gather(): void {
    const live = this.#groups.flatMap((group) => group.live);
    const rows = Int32Array.from(live, ({ row }) => row);
    const unchanged = rows.length === this.#input.length && rows.every((row, position) => row === position);
    if (!unchanged) this.#hold(this.#options.model.select(this.#state, rows));
    for (const [row, beam] of live.entries()) beam.row = row;
    this.#input = Int32Array.from(live, ({ ids }) => ids.at(-1)!);
  }

  #assertShapes({ logits, attention }: Step<State>): void {
    const { model, coveragePenalty = 0 } = this.#options;
    const rows = this.#input.length;
    if (logits.length !== rows * model.vocabularySize) {
      const remedy = 'Give a state of one row for each source.';
      refuse('the logits of model.step', logits, { expected: `${rows} rows of ${model.vocabularySize}`, remedy });
    }
    if (coveragePenalty > 0 && attention === undefined) {
      const remedy = 'Use a model with attention.';
      refuse('coveragePenalty', coveragePenalty, { expected: '0 where the model gives no attention', remedy });
    }
  }
}
