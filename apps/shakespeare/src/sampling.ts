import type { Random } from '@refrain/core';
import {
  categorical,
  greedy,
  minP,
  repetitionPenalty,
  streamText,
  temperature,
  topK,
  topP,
  typical,
} from '@refrain/decoding';
import type { LogitsProcessor } from '@refrain/decoding';
import type { CharRnn } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { UsageError } from './errors.js';
import { optionName } from './settings.js';

/** How the next character is chosen. */
export interface SamplingOptions {
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly typicalP?: number;
  readonly repetitionPenalty?: number;
  readonly greedy?: boolean;
}

const defaultTemperature = 0.8;

/** A trained model and what reads and writes its ids. */
export interface Writer {
  readonly model: CharRnn;
  readonly tokenizer: Tokenizer;
}

/** Options that say how to draw: with `--greedy` nothing is drawn, so that they would do nothing. */
const drawing = ['temperature', 'topK', 'topP', 'minP', 'typicalP', 'seed', 'count'] as const;

/** @throws UsageError where `--greedy` stands beside an option that it would make meaningless */
export function assertCompatible(options: SamplingOptions & { readonly seed?: number; readonly count?: number }): void {
  if (!options.greedy) return;
  const given = drawing.filter((name) => options[name] !== undefined).map(optionName);
  if (given.length === 0) return;
  throw new UsageError(
    `--greedy always takes the most probable character; received also ${given.join(', ')}, which would change nothing. Give one or the other.`,
  );
}

/** Writes `length` characters behind `prompt`, piece by piece; the same `random` gives the same text. */
export function writeText(
  { model, tokenizer }: Writer,
  options: SamplingOptions & { prompt: string; length: number; random: Random; signal?: AbortSignal },
): AsyncGenerator<string, void, void> {
  return streamText({
    model,
    state: model.initialState(1),
    prompt: tokenizer.encode(options.prompt, { special: 'as-text' }),
    maxTokens: options.length,
    processors: processors(options),
    sampler: options.greedy ? greedy() : categorical(),
    random: options.random,
    decoder: tokenizer.decodeStream(),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** The whole text at once. */
export async function writtenText(...given: Parameters<typeof writeText>): Promise<string> {
  let text = '';
  for await (const piece of writeText(...given)) text += piece;
  return text;
}

/** In the usual order: penalties on the model's own logits, then the temperature, then what narrows the choice. */
function processors(options: SamplingOptions): LogitsProcessor[] {
  const chosen: LogitsProcessor[] = [];
  if (options.repetitionPenalty !== undefined) chosen.push(repetitionPenalty(options.repetitionPenalty));
  if (options.greedy) return chosen;
  chosen.push(temperature(options.temperature ?? defaultTemperature));
  if (options.topK !== undefined) chosen.push(topK(options.topK));
  if (options.topP !== undefined) chosen.push(topP(options.topP));
  if (options.minP !== undefined) chosen.push(minP(options.minP));
  if (options.typicalP !== undefined) chosen.push(typical(options.typicalP));
  return chosen;
}
