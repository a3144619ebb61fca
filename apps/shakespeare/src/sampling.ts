import { optionName, UsageError } from '@refrain/app-kit';
import type { Random } from '@refrain/core';
import {
  categorical,
  forbidIds,
  greedy,
  minP,
  repetitionPenalty,
  stopAtIds,
  stopAtText,
  streamText,
  temperature,
  topK,
  topP,
  typical,
} from '@refrain/decoding';
import type { LogitsProcessor, StopCondition, TextStop } from '@refrain/decoding';
import { decodeStream } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import type { TextModel } from './assemble.js';
import { drawOpening } from './text/lines.js';
import type { LineRecord } from './text/lines.js';

/** How the next token is chosen. */
export interface SamplingOptions {
  readonly temperature?: number;
  /** What the logits are multiplied with: the temperature turned over. */
  readonly scaleFactor?: number;
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
  readonly model: TextModel;
  readonly tokenizer: Tokenizer;
  /** What it was trained on, for a model that writes lines. */
  readonly lines?: LineRecord;
}

/** Options that say how to draw: with `--greedy` nothing is drawn, so that they would do nothing. */
const drawing = ['temperature', 'scaleFactor', 'topK', 'topP', 'minP', 'typicalP', 'seed', 'count'] as const;

/** @throws UsageError where `--greedy` stands beside an option that it would make meaningless, or two options set one number */
export function assertCompatible(options: SamplingOptions & { readonly seed?: number; readonly count?: number }): void {
  if (options.temperature !== undefined && options.scaleFactor !== undefined) {
    throw new UsageError(
      `--scale-factor is the temperature turned over; received --temperature ${options.temperature} and --scale-factor ${options.scaleFactor}. Give one of them.`,
    );
  }
  if (!options.greedy) return;
  const given = drawing.filter((name) => options[name] !== undefined).map(optionName);
  if (given.length === 0) return;
  throw new UsageError(
    `--greedy always takes the most probable token; received also ${given.join(', ')}, which would change nothing. Give one or the other.`,
  );
}

/** What to write. */
export interface WritingOptions extends SamplingOptions {
  /** What the text begins with. */
  readonly prompt: string;
  /** Tokens to write. */
  readonly length: number;
  /** The same gives the same text. */
  readonly random: Random;
  /** Ends the text before this appears in it. */
  readonly stop?: string;
}

/**
 * Writes on behind the prompt, piece by piece. Special tokens, such as the one for unknown words, are never written.
 *
 * A model of lines ends where it ends its line, or where that would be longer than twice the longest one it has read.
 */
export function writeText(writer: Writer, options: WritingOptions): AsyncGenerator<string, void, void> {
  const { model, tokenizer, lines } = writer;
  const prompt = tokenizer.encode(options.prompt, { special: 'as-text' });
  // The text behind the prompt may depend on it: whether a space comes first, how a character begun there ends.
  const decoder = decodeStream(tokenizer, { special: 'skip' });
  for (const id of prompt) decoder.push(id);
  const most = lines ? Math.max(1, 2 * lines.longest - prompt.length) : options.length;
  return streamText<Float32Array>({
    model,
    state: model.initialState(1),
    prompt,
    maxTokens: Math.min(options.length, most),
    processors: [...neverSpecial(writer), ...processors(options)],
    sampler: options.greedy ? greedy() : categorical(),
    random: options.random,
    decoder,
    stop: [...(options.stop === undefined ? [] : [stopAtText(options.stop)]), ...lineStops(writer)],
  });
}

/** What a text begins with: the prompt, or if that is empty a line's first character. */
export function openingOf({ lines }: Writer, prompt: string, random: Random): string {
  return prompt === '' && lines ? drawOpening(lines, random.fork('opening')) : prompt;
}

/** The whole text at once. */
export async function writtenText(...given: Parameters<typeof writeText>): Promise<string> {
  let text = '';
  for await (const piece of writeText(...given)) text += piece;
  return text;
}

function temperatureOf({ temperature: given, scaleFactor }: SamplingOptions): number {
  return given ?? (scaleFactor === undefined ? defaultTemperature : 1 / scaleFactor);
}

/** What never stands in a text: padding, unknown words; the end of a line only ends it. */
function neverSpecial({ tokenizer, lines }: Writer): LogitsProcessor[] {
  const { end, ...others } = tokenizer.vocabulary.special;
  const special = Object.values(lines ? others : { end, ...others }).filter((id) => id !== undefined);
  return special.length === 0 ? [] : [forbidIds(special)];
}

/** Where a line ends. */
function lineStops({ tokenizer, lines }: Writer): (StopCondition | TextStop)[] {
  if (!lines) return [];
  const { end } = tokenizer.vocabulary.special;
  return [end === undefined ? stopAtText('\n') : stopAtIds([end])];
}

/** In the usual order: penalties on the model's own logits, then the temperature, then what narrows the choice. */
function processors(options: SamplingOptions): LogitsProcessor[] {
  const chosen: LogitsProcessor[] = [];
  if (options.repetitionPenalty !== undefined) chosen.push(repetitionPenalty(options.repetitionPenalty));
  if (options.greedy) return chosen;
  chosen.push(temperature(temperatureOf(options)));
  if (options.topK !== undefined) chosen.push(topK(options.topK));
  if (options.topP !== undefined) chosen.push(topP(options.topP));
  if (options.minP !== undefined) chosen.push(minP(options.minP));
  if (options.typicalP !== undefined) chosen.push(typical(options.typicalP));
  return chosen;
}
