import {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertPositiveInteger,
  InvalidArgumentError,
  refuse,
} from '@refrain/core';
import type { GenerationOptions } from './generation-options.js';
import { listed } from './listed.js';

/** Every option of `generate`. */
export const generationOptionNames = [
  'model',
  'state',
  'prompt',
  'maxTokens',
  'processors',
  'sampler',
  'random',
  'stop',
  'signal',
  'generated',
  'topLogProbabilities',
  'modelLogProbability',
] as const satisfies readonly (keyof GenerationOptions<unknown>)[];

/** Throws where the options of the function `owner` can't be used. */
export function assertGenerationOptions(owner: string, options: GenerationOptions<unknown>): void {
  assertKnownOptions(owner, options, generationOptionNames);
  const { model, prompt, generated = [], maxTokens, processors = [], sampler, random, signal } = options;
  if (typeof model?.step !== 'function') refuse('model', model, { expected: 'a StepModel, with a step function' });
  assertPositiveInteger('model.vocabularySize', model.vocabularySize);
  assertIds('prompt', prompt, model.vocabularySize);
  if (prompt.length === 0) {
    throw new InvalidArgumentError({
      argument: 'prompt',
      value: prompt,
      message:
        'prompt must hold at least one id; received none. ' +
        'Give the model something to continue, such as a start id or a newline.',
    });
  }
  assertIds('generated', generated, model.vocabularySize);
  if (maxTokens !== Infinity) assertPositiveInteger('maxTokens', maxTokens, 'For no limit use Infinity.');
  if (!Array.isArray(processors)) refuse('processors', processors, { expected: 'an array of processors' });
  processors.forEach((processor, position) => {
    if (typeof processor !== 'function')
      refuse(`processors[${position}]`, processor, { expected: 'a processor such as topK(40)' });
  });
  if (typeof sampler !== 'function')
    refuse('sampler', sampler, { expected: 'a sampler such as greedy() or categorical()' });
  if (random !== undefined && typeof random?.uniform !== 'function')
    refuse('random', random, { expected: 'a Random of @refrain/core' });
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    refuse('signal', signal, { expected: 'an AbortSignal', remedy: 'Of an AbortController take its signal.' });
  }
  for (const condition of listed(options.stop)) {
    if (typeof condition === 'function') continue;
    refuse('stop', condition, {
      expected: 'made of functions such as stopAtIds([0])',
      remedy: 'stopAtText() works with streamText() only.',
    });
  }
  assertNonNegativeInteger('topLogProbabilities', options.topLogProbabilities ?? 0);
}

function assertIds(argument: string, ids: ArrayLike<number>, vocabularySize: number): void {
  if (typeof ids !== 'object' || ids === null || typeof ids.length !== 'number') {
    refuse(argument, ids, { expected: 'an array of ids', remedy: 'Encode text with the tokenizer of the model.' });
  }
  for (let position = 0; position < ids.length; position++) {
    const id = ids[position]!;
    if (Number.isInteger(id) && id >= 0 && id < vocabularySize) continue;
    const remedy = 'Encode with the tokenizer that the model was trained with.';
    refuse(`${argument}[${position}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}`, remedy });
  }
}
