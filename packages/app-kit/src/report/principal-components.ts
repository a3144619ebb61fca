import { correlation } from '@refrain/metrics';
import { PCA } from 'ml-pca';

/** Vectors in the plane in which they differ most. */
export interface PlaneOfVectors {
  /** The place of each vector, its mean at [0, 0]. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Which share of the vectors' variance lies along each axis. */
  readonly explained: readonly [x: number, y: number];
}

/**
 * The first two principal components of the rows of `[words, units]`. What is left open, which end of an axis is
 * which, is chosen so that the values rise to the right and upwards.
 *
 * @param vectors row-major `[words, units]`
 * @param values a number for each word, `[words]`
 */
export function principalPlane(vectors: ArrayLike<number>, values: ArrayLike<number>): PlaneOfVectors {
  const words = values.length;
  const units = vectors.length / words;
  const rows = Array.from({ length: words }, (_, word) =>
    Array.from({ length: units }, (_, unit) => vectors[word * units + unit]!),
  );
  if (rows.every((row) => row.every((value, unit) => value === rows[0]![unit]))) {
    return { points: rows.map(() => [0, 0] as const), explained: [0, 0] };
  }
  const components = new PCA(rows, { method: 'covarianceMatrix' });
  const [horizontal = 0, vertical = 0] = components.getExplainedVariance();
  const places = components.predict(rows, { nComponents: Math.min(2, units) }).to2DArray();
  const [x, y] = [0, 1].map((axis) =>
    rising(
      places.map((place) => place[axis] ?? 0),
      values,
    ),
  );
  return { points: x!.map((place, word) => [place, y![word]!] as const), explained: [horizontal, vertical] };
}

function rising(places: readonly number[], values: ArrayLike<number>): readonly number[] {
  return correlation(places, values) < 0 ? places.map((place) => -place) : places;
}
