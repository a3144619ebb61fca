import { UsageError } from '@refrain/app-kit';
import { activationsSection, insideQuotes, plainSection, positionsInLine } from '@refrain/app-kit/report';
import type { ReportSection } from '@refrain/app-kit/report';
import { correlatedUnits, correlation } from '@refrain/metrics';
import type { UnitChoice } from '../command-options.js';
import type { Writer } from '../sampling.js';
import { readUnits } from './read-units.js';
import type { UnitReading } from './read-units.js';
import { signed, unitName } from './unit-names.js';

/** Properties of a text that units may follow. */
const properties = {
  quotes: { name: 'being inside quotes', of: insideQuotes },
  line: { name: 'the place in the line', of: positionsInLine },
} as const;

/** Units that are shown for a property. */
const unitsFound = 3;
/** Tokens that are coloured. */
const tokensShown = 1500;

/** A text in the colours of a model's units: of those that are asked for, and of those that follow a property most. */
export async function unitSections(
  writer: Writer,
  text: string,
  wanted: readonly Exclude<UnitChoice, 'sentiment'>[],
): Promise<ReportSection[]> {
  const reading = await readUnits(writer, text);
  return wanted.map((choice) => (typeof choice === 'number' ? ofUnit(reading, choice) : ofProperty(reading, choice)));
}

function ofUnit(reading: UnitReading, unit: number): ReportSection {
  const { units } = reading;
  if (unit >= units.length) {
    throw new UsageError(
      `--unit must be one of the model's ${units.length} units, from 0 to ${units.length - 1}; received ${unit}. Give a smaller number.`,
    );
  }
  const title = `What unit ${unit} does`;
  return coloured(title, reading, { from: 0, units: [{ unit, caption: unitName(units[unit]!, unit) }] });
}

/** Found on the first half of the text and judged on the second, so that no unit is shown for luck alone. */
function ofProperty(reading: UnitReading, choice: keyof typeof properties): ReportSection {
  const { pieces, values, units } = reading;
  const { name, of } = properties[choice];
  const property = of(pieces).map(Number);
  const half = Math.floor(pieces.length / 2);
  const found = correlatedUnits({
    activations: values.subarray(0, half * units.length),
    property: property.slice(0, half),
    count: unitsFound,
  });
  const title = `Units that follow ${name}`;
  if (found.length === 0) return plainSection(title, `It is the same in all of the text that was read.`);
  const shown = found.map(({ unit, correlation: there }) => {
    const here = correlation(columnOf(reading, unit, half), property.slice(half));
    const judged = Number.isNaN(here) ? '' : `, ${signed(here)} in this one`;
    return {
      unit,
      caption: `${unitName(units[unit]!, unit)}: correlation ${signed(there)} in the half of the text before${judged}`,
    };
  });
  return coloured(title, reading, { from: half, units: shown });
}

function coloured(
  title: string,
  reading: UnitReading,
  { from, units }: { from: number; units: readonly { unit: number; caption: string }[] },
): ReportSection {
  const end = from + tokensShown;
  return activationsSection(title, {
    tokens: reading.pieces.slice(from, end),
    units: units.map(({ unit, caption }) => ({ caption, values: columnOf(reading, unit, from, end) })),
  });
}

/** What one unit did at each token. */
function columnOf({ values, units, pieces }: UnitReading, unit: number, from: number, end = pieces.length): number[] {
  const length = Math.max(0, Math.min(end, pieces.length) - from);
  return Array.from({ length }, (_, token) => values[(from + token) * units.length + unit]!);
}
