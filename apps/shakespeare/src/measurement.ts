import { bitsPerCharacter, perplexity } from '@refrain/metrics';
import { evaluate } from '@refrain/training';
import pc from 'picocolors';
import type { TextModel } from './assemble.js';
import type { MeasuredText } from './text/measured-text.js';

/** How well a model predicts a text. */
export interface Measurement {
  /** Mean cross-entropy, in nats a token. */
  readonly nats: number;
  /** The same in bits, spread over the characters of the text: what compares models with different tokenizers. */
  readonly bitsPerCharacter: number;
  /** Share of the tokens that the model puts first. */
  readonly accuracy: number;
  /** How many tokens were predicted. */
  readonly tokens: number;
  /** How many of them are unknown. */
  readonly unknown: number;
}

/** Measures a model on one pass over a text. */
export async function measure(
  model: TextModel,
  { data, tokens, characters, unknown }: MeasuredText,
): Promise<Measurement> {
  const { loss: nats, metrics } = await evaluate({ model, data });
  const bits = bitsPerCharacter({ nats, tokens, characters });
  return { nats, bitsPerCharacter: bits, accuracy: metrics['accuracy']!, tokens, unknown };
}

/** The figures of a measurement, one a line; `unit` is what the model predicts. */
export function measurementLines(measurement: Measurement, unit: 'character' | 'token'): string[] {
  const { nats, accuracy, tokens } = measurement;
  return [
    line('loss', nats.toFixed(4), `nats a ${unit}`),
    line('bits', measurement.bitsPerCharacter.toFixed(4), `a character${unknownNote(measurement)}`),
    line('perplexity', perplexity(nats).toFixed(3), `a ${unit}`),
    line('accuracy', `${(100 * accuracy).toFixed(2)} %`, `of ${tokens.toLocaleString('en')} ${unit}s`),
  ];
}

/** Guessing that a word is unknown is easier than spelling it, so that the bits are too few. */
function unknownNote({ unknown, tokens }: Measurement): string {
  if (unknown === 0) return '';
  return `, without the spelling of ${unknown.toLocaleString('en')} unknown words (${((100 * unknown) / tokens).toFixed(1)} %): compares with no other tokenizer`;
}

function line(name: string, value: string, unit: string): string {
  return `  ${name.padEnd(11)}${pc.bold(value.padStart(9))} ${pc.dim(unit)}`;
}
