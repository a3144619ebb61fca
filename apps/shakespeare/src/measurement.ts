import type { Dataset, SequenceBatch } from '@refrain/core';
import { bitsPerToken, perplexity } from '@refrain/metrics';
import type { CharRnn } from '@refrain/models';
import { evaluate } from '@refrain/training';
import pc from 'picocolors';

/** How well a model predicts a text. */
export interface Measurement {
  /** Mean cross-entropy, in nats a character. */
  readonly nats: number;
  /** Share of the characters that the model puts first. */
  readonly accuracy: number;
  /** How many characters were predicted. */
  readonly characters: number;
}

/** Measures a model on one pass over a text. */
export async function measure(model: CharRnn, data: Dataset<SequenceBatch>): Promise<Measurement> {
  const { loss, weight, metrics } = await evaluate({ model, data });
  return { nats: loss, accuracy: metrics['accuracy']!, characters: weight };
}

/** The figures of a measurement, one a line. */
export function measurementLines({ nats, accuracy, characters }: Measurement): string[] {
  return [
    line('loss', nats.toFixed(4), 'nats a character'),
    line('bits', bitsPerToken(nats).toFixed(4), 'a character'),
    line('perplexity', perplexity(nats).toFixed(3)),
    line('accuracy', `${(100 * accuracy).toFixed(2)} %`, `of ${characters.toLocaleString('en')} characters`),
  ];
}

function line(name: string, value: string, unit = ''): string {
  return `  ${name.padEnd(11)}${pc.bold(value.padStart(9))} ${pc.dim(unit)}`.trimEnd();
}
