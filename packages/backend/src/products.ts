import type { TensorInfo } from '@tensorflow/tfjs-core';
import { elementCost } from './runtime/runtime.js';
import { type Workspace, withWorkspace } from './workspace.js';

/** A matrix as it stands in memory: row-major, `stride` floats from row to row. */
export interface Matrix {
  readonly address: number;
  readonly stride: number;
}

/** A matrix that was packed for products with it: panels of 8 columns, [columns / 8, depth, 8]. */
export interface Panels {
  readonly address: number;
  /** Rows of the whole matrix, of which a product may read some: `address` is where those begin in the first panel. */
  readonly depth: number;
}

/** B of a product: as it stands, or in panels, which are read instead. */
export interface RightHandSide extends Matrix {
  readonly panels?: Panels | undefined;
}

/** C [rows, columns] (+)= A · B, with addresses and strides in floats. */
export interface Product {
  /** [rows, depth]. */
  readonly a: Matrix;
  /** [depth, columns]. */
  readonly b: RightHandSide;
  readonly c: Matrix;
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  /** A stands as [depth, rows]. */
  readonly transposeA?: boolean;
  /** B stands as [columns, depth]. */
  readonly transposeB?: boolean;
  /** The product is added to what is in C. */
  readonly accumulate?: boolean;
}

/** Products of neighbouring matrices: floats from one A, B and C to the next, 0 where all have the same one. */
export interface Neighbours {
  readonly count: number;
  readonly nextA: number;
  readonly nextB: number;
  readonly nextC: number;
}

const alone: Neighbours = { count: 1, nextA: 0, nextB: 0, nextC: 0 };

/** Runs a matrix product, or that of each of its neighbours too, on as many threads as it deserves. */
export function multiply(workspace: Workspace, product: Product, neighbours = alone): void {
  const { a, b, c, rows, columns, depth, transposeA = false, transposeB = false, accumulate = false } = product;
  const { runtime } = workspace.backend;
  const { count } = neighbours;
  const parts = runtime.partsFor(2 * count * rows * columns * depth, count === 1 ? Infinity : count);
  // Freed at once, so that product after product packs into the same memory, which is in the caches.
  withWorkspace(workspace.backend, (room) => {
    const task = {
      ...{ a: a.address, b: b.address, c: c.address },
      ...{ rows, columns, depth },
      ...{ strideA: a.stride, strideB: b.stride, strideC: c.stride },
      ...{ transposeA: Number(transposeA), transposeB: Number(transposeB), accumulate: Number(accumulate) },
      ...{ panels: b.panels?.address ?? 0, panelDepth: b.panels?.depth ?? 0 },
      ...neighbours,
      scratch: room.allocate((parts * runtime.gemmScratchBytes) / 4),
    };
    runtime.runParts('gemm', task, parts);
  });
}

/** B from one of its rows on. */
export function rowsFrom({ address, stride, panels }: RightHandSide, row: number): RightHandSide {
  const within = panels && { address: panels.address + 32 * row, depth: panels.depth };
  return { address: address + 4 * row * stride, stride, panels: within };
}

/** A matrix to be packed, as it stands. */
export interface Packable {
  readonly source: number;
  /** Floats from one row of the source to the next. */
  readonly stride: number;
  /** Rows of the matrix that is packed; where it is transposed, columns of the source. */
  readonly depth: number;
  readonly columns: number;
  readonly transposed: boolean;
}

/** Packs a matrix, or its transpose as it stands, into a block of the workspace. */
export function packPanels(workspace: Workspace, matrix: Packable): number {
  const panels = workspace.allocate(matrix.depth * Math.ceil(matrix.columns / 8) * 8);
  const task = { ...matrix, transposed: Number(matrix.transposed), panels };
  workspace.backend.runtime.run('pack', task, elementCost.copy * matrix.depth * matrix.columns);
  return panels;
}

/**
 * A whole tensor as B of a product with so many rows: [depth, columns], or transposed [columns, depth]. Its panels are
 * kept with its data from its second product on.
 */
export function rightHandSide(
  workspace: Workspace,
  tensor: TensorInfo,
  form: {
    readonly rows: number;
    readonly depth: number;
    readonly columns: number;
    readonly transposed?: boolean;
  },
): RightHandSide {
  const { rows, depth, columns, transposed = false } = form;
  const source = workspace.input(tensor);
  const stride = transposed ? depth : columns;
  // Few rows times a transpose are sums in another order: the bits would change with the second use.
  if (transposed && rows <= workspace.backend.runtime.gemmThinRows) return { address: source, stride };
  const address = workspace.form(tensor, `${transposed ? 'transposed' : 'panels'} ${depth} ${columns}`, () =>
    packPanels(workspace, { source, stride, depth, columns, transposed }),
  );
  return { address: source, stride, panels: address === undefined ? undefined : { address, depth } };
}
