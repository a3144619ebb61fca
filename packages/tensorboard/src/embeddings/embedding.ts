import { assertKnownOptions, refuse } from '@refrain/core';

/** Vectors to look at in the Embedding Projector, and what each of them stands for. */
export interface Embedding {
  /** What the Projector calls it: letters, digits, `-`, `_` and `.`, also the name of its folder. */
  readonly name: string;
  /** Row-major `[rows, units]`. */
  readonly vectors: ArrayLike<number>;
  /**
   * What is known of each row, a column of `[rows]` values by its name: the first is the label that the Projector
   * shows, numbers can be chosen as colours. As many rows as the columns are long.
   */
  readonly columns: Readonly<Record<string, ArrayLike<string | number>>>;
}

/** How many rows and units an embedding has. */
export interface EmbeddingShape {
  readonly rows: number;
  readonly units: number;
}

/** @throws InvalidArgumentError where the name can't be a folder's, or the vectors and columns don't fit each other */
export function embeddingShape(embedding: Embedding): EmbeddingShape {
  assertKnownOptions('an embedding', embedding, ['name', 'vectors', 'columns']);
  const { name, vectors, columns } = embedding;
  if (typeof name !== 'string' || !/^[A-Za-z0-9_][\w.-]*$/.test(name)) {
    refuse('name', name, { expected: 'letters, digits, "-", "_" and ".", not beginning with a dot or dash' });
  }
  const [first, ...others] = Object.entries(columns);
  if (first === undefined || first[1].length === 0) {
    refuse('columns', columns, { expected: 'at least one column with at least one value' });
  }
  const rows = first[1].length;
  for (const [column, values] of others) {
    if (values.length === rows) continue;
    refuse(`columns.${column}`, values, { expected: `an array of ${rows} values, as ${first[0]} has` });
  }
  const units = vectors.length / rows;
  if (!Number.isInteger(units) || units === 0) {
    refuse('vectors', vectors, { expected: `an array [rows, units] with ${rows} rows, as ${first[0]} has` });
  }
  return { rows, units };
}
