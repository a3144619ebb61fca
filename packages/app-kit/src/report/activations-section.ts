import { refuse } from '@refrain/core';
import { divergingLegend, largestMagnitude, shade, signed } from './diverging.js';
import { escapeHtml } from './escape-html.js';
import type { ReportSection } from './report-data.js';

/** A text, and what units of a network gave at each of its tokens. */
export interface Activations {
  /** The text in pieces: characters, or what tokens stand for. */
  readonly tokens: readonly string[];
  /** Shown one under another. */
  readonly units: readonly UnitActivations[];
}

/** One unit's view of the text. */
export interface UnitActivations {
  /** Which unit it is, and why it is shown, such as `unit 17 · +0.83 with being inside quotes`. */
  readonly caption: string;
  /** `[tokens]`, of either sign. */
  readonly values: ArrayLike<number>;
}

/**
 * A text in the colours of a unit's activations, one colour for each sign, which each token says when it is pointed at;
 * after Karpathy, Johnson and Li, "Visualizing and Understanding Recurrent Networks", 2016.
 *
 * Each unit has a scale of its own, to the largest of its activations. What can't be seen is: a line end as ↵, a tab as ⇥.
 *
 * @throws InvalidArgumentError if a unit has another number of values than there are tokens
 */
export function activationsSection(title: string, { tokens, units }: Activations): ReportSection {
  const shown = units.map((unit) => {
    if (unit.values.length !== tokens.length) {
      refuse('values', unit.values, { expected: `an array of ${tokens.length} numbers, as there are tokens` });
    }
    const largest = largestMagnitude(unit.values);
    const text = tokens.map((token, position) => colouredToken(token, { value: unit.values[position]!, largest }));
    return `<figure><figcaption>${escapeHtml(unit.caption)}${divergingLegend(largest)}</figcaption><pre>${text.join('')}</pre></figure>`;
  });
  return { title, html: `<div class="activations">\n${shown.join('\n')}\n</div>` };
}

function colouredToken(token: string, { value, largest }: { value: number; largest: number }): string {
  const { side, percent } = shade(value, largest);
  const text = escapeHtml(token).replaceAll('\n', '↵\n').replaceAll('\t', '⇥\t');
  return `<span class="${side}" style="--weight:${percent}%" title="${signed(value)}">${text}</span>`;
}
