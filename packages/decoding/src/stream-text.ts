import { assertKnownOptions, refuse } from '@refrain/core';
import { generationOptionNames } from './assert-generation-options.js';
import { tokensOf } from './generate.js';
import { disposingOnThrow, Generation } from './generation.js';
import type { GenerationOptions } from './generation-options.js';
import { listed } from './listed.js';
import { nothing, started } from './started.js';
import type { TextStop } from './stop/stop-at-text.js';
import type { StopCondition } from './stop/stop-condition.js';
import { TextGate } from './stop/text-gate.js';
import type { StreamingDecoder } from './streaming-decoder.js';

/** What `streamText` needs: the options of `generate`, a decoder, and stop conditions that may be texts. */
export interface StreamTextOptions<State> extends Omit<
  GenerationOptions<State>,
  'stop' | 'topLogProbabilities' | 'modelLogProbability'
> {
  /** A fresh decoder, such as `decodeStream(tokenizer)`; the call alone uses it. */
  readonly decoder: StreamingDecoder;
  /** Ends the text where any of them holds: conditions on ids, or `stopAtText`. @default [] */
  readonly stop?: StopCondition | TextStop | readonly (StopCondition | TextStop)[];
}

/**
 * Continues one sequence and gives its text in pieces, as soon as each is certain; joined they are the whole text.
 *
 * No piece ends within a character: the decoder waits for its bytes, and both halves of a surrogate pair come together.
 * What could still become a stop text waits too, and comes when it turns out otherwise or the generation ends.
 * Only new text is given, not that of the prompt; the text of an id that a condition stops at is part of it.
 *
 * Computing on demand, ownership of the state, interruption and exceptions are those of `generate`. With `generated`,
 * the text that the interrupted call had already given is not given again.
 *
 * @returns pieces of at least one character
 * @throws InvalidArgumentError at the call, if the options can't be used; at a piece, if the logits can't
 * @throws the signal's reason, at the next piece, if the signal has fired; what was held back is lost then
 * @example
 * const options = { model, state: model.initialState(1), prompt: tokenizer.encode('To be'), maxTokens: 500 };
 * const sampled = { processors: [temperature(0.8)], sampler: categorical(), random: new Random(42) };
 * for await (const piece of streamText({ ...options, ...sampled, decoder: decodeStream(tokenizer) })) …
 */
export function streamText<State>(options: StreamTextOptions<State>): AsyncGenerator<string, void, void> {
  disposingOnThrow(options, () => {
    assertKnownOptions('streamText', options, optionNames);
    if (typeof options.decoder?.push !== 'function' || typeof options.decoder.flush !== 'function') {
      refuse('decoder', options.decoder, {
        expected: 'a decoder with push and flush',
        remedy: 'Pass decodeStream(tokenizer) of @refrain/tokenizers.',
      });
    }
  });
  const { decoder, stop, ...rest } = options;
  const stops = listed(stop);
  const conditions = stops.filter((one) => !isTextStop(one)) as StopCondition[];
  const generation = new Generation('streamText', { ...rest, stop: conditions });
  const gate = new TextGate(stops.filter(isTextStop).flatMap(({ texts }) => texts));
  const delivered = Array.from(options.generated ?? []);
  return started(piecesOf({ generation, decoder, gate, delivered }));
}

const optionNames = [
  ...generationOptionNames.filter((name) => name !== 'topLogProbabilities' && name !== 'modelLogProbability'),
  'decoder',
];

interface Pieces<State> {
  readonly generation: Generation<State>;
  readonly decoder: StreamingDecoder;
  readonly gate: TextGate;
  /** Ids whose text was given before. */
  readonly delivered: readonly number[];
}

async function* piecesOf<State>({
  generation,
  decoder,
  gate,
  delivered,
}: Pieces<State>): AsyncGenerator<string, void, void> {
  try {
    yield nothing;
    for (const id of delivered) gate.push(decoder.push(id));
    if (gate.stopped) return;
    for await (const { id } of tokensOf(generation)) {
      const piece = gate.push(decoder.push(id));
      if (piece !== '') yield piece;
      if (gate.stopped) return;
    }
    const end = gate.push(decoder.flush()) + gate.flush();
    if (end !== '') yield end;
  } finally {
    generation.dispose();
  }
}

function isTextStop(stop: StopCondition | TextStop): stop is TextStop {
  return typeof stop === 'object' && stop !== null && Array.isArray(stop.texts);
}
