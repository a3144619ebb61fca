import { assertKnownOptions, assertNumberWithin, assertPositiveInteger, refuse } from '@refrain/core';
import type { StepModel } from '@refrain/core';
import type { LogitsProcessor } from '../logits-processor.js';
import type { BeamStep } from './hypothesis.js';
import type { LengthPenalty } from './length-penalty.js';

/** What `beamSearch` needs. */
export interface BeamSearchOptions<State> {
  readonly model: StepModel<State>;
  /** The state before the start id, one row, such as `await model.encode(source)`. The search owns it from the call on, also where the call throws. */
  readonly state: State;
  /** The id that every text begins with. */
  readonly startId: number;
  /** The id that ends a text. */
  readonly endId: number;
  /** How many texts are followed at a time, and how many have to end before the search does. */
  readonly beamWidth: number;
  /** Most tokens of a text, the end included. */
  readonly maxTokens: number;
  /** How many texts to return, at most `beamWidth`. @default 1 */
  readonly nBest?: number;
  /** How texts of different lengths compare. @default by their log-probability */
  readonly lengthPenalty?: LengthPenalty;
  /**
   * Weight of the coverage penalty (Wu et al., 2016): for each source position that got less than one whole of attention,
   * the logarithm of what it got. Needs a model that gives attention. @default 0
   */
  readonly coveragePenalty?: number;
  /**
   * Change the logits before they become probabilities, in this order, as in `generate`: `forbidIds([endId],
   * { firstSteps })` for a least length, `noRepeatNgram(3)` against repetition, `logitBias` against unknown words. @default []
   */
  readonly processors?: readonly LogitsProcessor[];
  /** Makes the texts differ: groups of beams that avoid what the groups before chose. @default one group */
  readonly diversity?: BeamDiversity;
  /** Is told what each step kept. */
  readonly onStep?: (step: BeamStep) => void;
  /** Ends the search with an exception, the signal's reason, before the next step of the model. */
  readonly signal?: AbortSignal;
}

/** Diverse beam search (Vijayakumar et al., 2018) with Hamming diversity. */
export interface BeamDiversity {
  /** How many groups share the beams; a divisor of `beamWidth`. */
  readonly groups: number;
  /** What a candidate loses, in nats, for each group before that chose its id at the same step. Only for choosing: log-probabilities stay what they are. */
  readonly penalty: number;
}

/** What `beamSearchBatch` needs. */
export interface BeamSearchBatchOptions<State> extends BeamSearchOptions<State> {
  /** How many texts to translate: rows of `state`. */
  readonly sources: number;
}

const names = [
  'model',
  'state',
  'startId',
  'endId',
  'beamWidth',
  'maxTokens',
  'nBest',
  'lengthPenalty',
  'coveragePenalty',
  'processors',
  'diversity',
  'onStep',
  'signal',
  'sources',
] as const satisfies readonly (keyof BeamSearchBatchOptions<unknown>)[];

/** Throws where the options of the function `owner` can't be used. */
export function assertBeamSearchOptions(owner: string, options: BeamSearchBatchOptions<unknown>): void {
  assertKnownOptions(owner, options, names);
  const { model, startId, endId, beamWidth, maxTokens, nBest = 1, coveragePenalty = 0, diversity, signal } = options;
  if (typeof model?.step !== 'function') refuse('model', model, { expected: 'a StepModel, with a step function' });
  assertPositiveInteger('sources', options.sources);
  assertPositiveInteger('beamWidth', beamWidth, 'With 1 the search is greedy.');
  assertPositiveInteger('maxTokens', maxTokens);
  assertPositiveInteger('nBest', nBest);
  if (nBest > beamWidth) {
    const remedy = 'Ask for fewer texts, or follow more.';
    refuse('nBest', nBest, { expected: `at most beamWidth, which is ${beamWidth}`, remedy });
  }
  for (const [name, id] of Object.entries({ startId, endId })) {
    if (Number.isInteger(id) && id >= 0 && id < model.vocabularySize) continue;
    const remedy = 'Take it from the vocabulary of the tokenizer that the model was trained with.';
    refuse(name, id, { expected: `an id from 0 to ${model.vocabularySize - 1}`, remedy });
  }
  assertNumberWithin('coveragePenalty', coveragePenalty, { minimum: 0, maximum: Number.MAX_VALUE });
  assertFunctions(options);
  if (diversity !== undefined) assertDiversity(diversity, beamWidth);
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    refuse('signal', signal, { expected: 'an AbortSignal', remedy: 'Of an AbortController take its signal.' });
  }
}

function assertFunctions({ lengthPenalty, processors = [], onStep }: BeamSearchOptions<unknown>): void {
  if (lengthPenalty !== undefined && typeof lengthPenalty !== 'function') {
    refuse('lengthPenalty', lengthPenalty, { expected: 'a function such as gnmt(0.6)' });
  }
  if (!Array.isArray(processors)) refuse('processors', processors, { expected: 'an array of processors' });
  processors.forEach((processor, position) => {
    if (typeof processor !== 'function')
      refuse(`processors[${position}]`, processor, { expected: 'a processor such as noRepeatNgram(3)' });
  });
  if (onStep !== undefined && typeof onStep !== 'function') refuse('onStep', onStep, { expected: 'a function' });
}

function assertDiversity(diversity: BeamDiversity, beamWidth: number): void {
  assertKnownOptions('diversity', diversity, ['groups', 'penalty']);
  assertPositiveInteger('diversity.groups', diversity.groups);
  if (beamWidth % diversity.groups !== 0) {
    refuse('diversity.groups', diversity.groups, { expected: `a divisor of beamWidth, which is ${beamWidth}` });
  }
  assertNumberWithin('diversity.penalty', diversity.penalty, { minimum: 0, maximum: Number.MAX_VALUE });
}
