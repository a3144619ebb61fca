import { assertPositiveInteger, refuse } from '@refrain/core';
import { divergingLegend, largestMagnitude, shade, signed } from './diverging.js';
import { escapeHtml } from './escape-html.js';
import { placeLabels } from './label-placement.js';
import { principalPlane } from './principal-components.js';
import type { ReportSection } from './report-data.js';

/** Words as vectors, and a value of each by which they are coloured. */
export interface EmbeddingView {
  /** `[words]`; each is a dot. */
  readonly words: readonly string[];
  /** Row-major `[words, units]`. */
  readonly vectors: ArrayLike<number>;
  /** `[words]`, of either sign, 0 being neutral: a sentiment. */
  readonly values: ArrayLike<number>;
  /** What the values are, such as `sentiment`. */
  readonly valueName: string;
  /** How many dots have their word beside them, those with the largest values of either sign first. @default 80 */
  readonly labels?: number;
}

const width = 1100;
const tallest = 620;
const margin = 28;
const fontSize = 13;

/**
 * Word vectors in the plane of their first two principal components, coloured by a value; each dot says its word when
 * it is pointed at, and as many words as there is room for stand beside theirs. Made for some hundred words.
 *
 * @throws InvalidArgumentError if there is no word, the words, vectors and values don't fit each other, or a number is
 * not finite
 */
export function embeddingSection(title: string, view: EmbeddingView): ReportSection {
  const { words, vectors, values, valueName, labels = 80 } = view;
  assertFit(view);
  assertPositiveInteger('labels', labels);
  const { points, explained } = principalPlane(vectors, values);
  const { places, height } = intoPicture(points);
  const largest = largestMagnitude(values);
  const order = words.map((_, word) => word);
  order.sort((one, other) => Math.abs(values[other]!) - Math.abs(values[one]!));
  const texts = words.map(visible);
  const placed = placeLabels(places, texts, { order, width, height, fontSize, count: labels });

  // The strongest are drawn last, above the crowd in the middle.
  const dots = order.toReversed().map((word) => {
    const [x, y] = places[word]!;
    const { side, percent } = shade(values[word]!, largest);
    const about = `<title>${escapeHtml(texts[word]!)} ${signed(values[word]!)}</title>`;
    return `<circle class="${side}" style="--weight:${percent}%" cx="${round(x)}" cy="${round(y)}" r="4.5">${about}</circle>`;
  });
  const names = placed.map(
    ({ point, x, y, anchor }) =>
      `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeHtml(texts[point]!)}</text>`,
  );
  const axes = explained.map((share, axis) => `component ${axis + 1}: ${(100 * share).toFixed(0)} % of the variance`);
  return {
    title,
    html: `<figure class="embedding"><figcaption><span>${escapeHtml(valueName)}</span>${divergingLegend(largest)}</figcaption>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">
${dots.join('\n')}
${names.join('\n')}
</svg>
<p>across, ${axes[0]} · up, ${axes[1]} · ${words.length.toLocaleString('en')} words, ${placed.length.toLocaleString('en')} of them named</p></figure>`,
  };
}

function assertFit({ words, vectors, values }: EmbeddingView): void {
  if (words.length === 0) refuse('words', words, { expected: 'at least one word' });
  if (values.length !== words.length) {
    refuse('values', values, { expected: `an array of ${words.length} numbers, as there are words` });
  }
  const units = vectors.length / words.length;
  if (units < 1 || !Number.isInteger(units)) {
    refuse('vectors', vectors, { expected: `an array [words, units] with ${words.length} words` });
  }
  // Of a model that diverged there is no plane: the search for it would not end.
  for (const [name, numbers] of Object.entries({ vectors, values })) {
    const wrong = Array.from(numbers).find((number) => !Number.isFinite(number));
    if (wrong !== undefined) refuse(name, wrong, { expected: 'finite numbers' });
  }
}

/** Fits the points into a picture that is as high as they need, each axis at the same scale, up as up. */
function intoPicture(points: readonly (readonly [x: number, y: number])[]): {
  readonly places: (readonly [x: number, y: number])[];
  readonly height: number;
} {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = Math.min((width - 2 * margin) / (right - left), (tallest - 2 * margin) / (top - bottom));
  const scale = Number.isFinite(room) ? room : 0;
  const height = Math.ceil(scale * (top - bottom)) + 2 * margin;
  const place = ([x, y]: readonly [number, number]) =>
    [width / 2 + scale * (x - (left + right) / 2), height / 2 - scale * (y - (bottom + top) / 2)] as const;
  return { places: points.map(place), height };
}

/** A word as it can be seen. */
function visible(word: string): string {
  return word.replaceAll('\n', '↵').replaceAll('\t', '⇥').replaceAll(' ', '␣');
}

function round(place: number): string {
  return place.toFixed(1);
}
