import { unitActivations } from '@refrain/models';
import type { UnitActivations } from '@refrain/models';
import { firstCharacters } from '../text/text-parts.js';
import { linesOf } from '../text/lines.js';
import type { Writer } from '../sampling.js';
import { piecesOf } from './pieces.js';

/** A text, and what every unit did behind each of its tokens. */
export interface UnitReading extends UnitActivations {
  /** What the tokens stand for, `[time]`. */
  readonly pieces: readonly string[];
}

/** Characters that are read. */
const charactersRead = 6000;

/** Reads the beginning of a text; a model of lines begins anew with each of them. */
export async function readUnits({ model, tokenizer, lines }: Writer, text: string): Promise<UnitReading> {
  const beginning = firstCharacters(text, charactersRead);
  const sequences = (lines ? linesOf(`${beginning}\n`) : [beginning]).filter((sequence) => sequence !== '');
  const pieces: string[] = [];
  const parts: UnitActivations[] = [];
  for (const sequence of sequences) {
    const read = piecesOf(tokenizer, sequence);
    if (read.ids.length === 0) continue;
    parts.push(await unitActivations(model, read.ids));
    const last = read.pieces.length - 1;
    // The line end is no token of the model's: it is shown behind the last one.
    pieces.push(...(lines ? read.pieces.with(last, `${read.pieces[last]}\n`) : read.pieces));
  }
  const units = model.stateUnits();
  const values = new Float32Array(pieces.length * units.length);
  let filled = 0;
  for (const part of parts) {
    values.set(part.values, filled);
    filled += part.values.length;
  }
  return { pieces, values, units };
}
