import { activationsSection, plainSection } from '@refrain/app-kit/report';
import type { ReportSection } from '@refrain/app-kit/report';
import type { LabelledText } from '@refrain/corpora';
import { correlatedUnits, correlation } from '@refrain/metrics';
import type { Writer } from '../sampling.js';
import { knownText } from '../text/known-text.js';
import { readUnits } from './read-units.js';
import type { UnitReading } from './read-units.js';
import { signed, unitName } from './unit-names.js';

/** Reviews of each label that are read: half of them to find units on, the others to judge those by. */
const reviewsOfEach = 200;
/** Units that are shown. */
const unitsFound = 3;
/** Reviews that are coloured. */
const reviewsShown = 6;

/**
 * Reviews in the colours of the units that follow their sentiment most, judged by what a unit holds behind the last token:
 * after Radford, Jozefowicz and Sutskever, "Learning to Generate Reviews and Discovering Sentiment", 2017.
 */
export async function sentimentSection(writer: Writer, reviews: readonly LabelledText[]): Promise<ReportSection> {
  const title = 'Units that follow sentiment';
  const chosen = alternating(reviews);
  const readings: UnitReading[] = [];
  for (const { text } of chosen) {
    const known = knownText(writer.tokenizer, text, { option: '--reviews', replaceUnknown: true });
    readings.push(await readUnits(writer, known));
  }
  const half = chosen.length >> 1;
  const labels = chosen.map(({ label }) => label);
  const found = correlatedUnits({
    activations: readings.slice(0, half).flatMap((reading) => Array.from(lastStates(reading))),
    property: labels.slice(0, half),
    count: unitsFound,
  });
  if (found.length === 0) return plainSection(title, 'Too few reviews were read.');
  const judged = readings.slice(half);
  const shown = judged.slice(0, reviewsShown);
  const { units } = shown[0]!;
  return activationsSection(title, {
    tokens: shown.flatMap(({ pieces }) => [...pieces.slice(0, -1), `${pieces.at(-1)!}\n`]),
    units: found.map(({ unit, correlation: there }) => {
      const here = correlation(
        judged.map((reading) => lastStates(reading)[unit]!),
        labels.slice(half),
      );
      return {
        caption: `${unitName(units[unit]!, unit)}: correlation ${signed(there)} with the labels of ${half} reviews, ${signed(here)} with those of ${judged.length} others`,
        values: shown.flatMap((reading) =>
          reading.pieces.map((_, token) => reading.values[token * units.length + unit]!),
        ),
      };
    }),
  });
}

/** Negative and positive reviews in turn, as many of each. */
function alternating(reviews: readonly LabelledText[]): LabelledText[] {
  const [negative, positive] = ([0, 1] as const).map((label) => reviews.filter((review) => review.label === label));
  const count = Math.min(negative!.length, positive!.length, reviewsOfEach);
  return Array.from({ length: count }, (_, place) => [negative![place]!, positive![place]!]).flat();
}

/** What every unit holds behind the last token. */
function lastStates({ values, units }: UnitReading): Float32Array {
  return values.subarray(values.length - units.length);
}
