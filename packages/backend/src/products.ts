import { type Workspace, withWorkspace } from './workspace.js';

/** A matrix as it stands in memory: row-major, `stride` floats from row to row. */
export interface Matrix {
  readonly address: number;
  readonly stride: number;
}

/** C [rows, columns] (+)= A · B, with addresses and strides in floats. */
export interface Product {
  /** [rows, depth]. */
  readonly a: Matrix;
  /** [depth, columns]. */
  readonly b: Matrix;
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

/** Runs one matrix product on as many threads as it deserves. */
export function multiply(workspace: Workspace, product: Product): void {
  const { a, b, c, rows, columns, depth, transposeA = false, transposeB = false, accumulate = false } = product;
  const { runtime } = workspace.backend;
  const parts = runtime.partsFor(2 * rows * columns * depth);
  // Freed at once, so that product after product packs into the same memory, which is in the caches.
  withWorkspace(workspace.backend, (room) => {
    const task = {
      ...{ a: a.address, b: b.address, c: c.address },
      ...{ rows, columns, depth },
      ...{ strideA: a.stride, strideB: b.stride, strideC: c.stride },
      ...{ transposeA: Number(transposeA), transposeB: Number(transposeB), accumulate: Number(accumulate) },
      scratch: room.allocate((parts * runtime.gemmScratchBytes) / 4),
    };
    runtime.runParts('gemm', task, parts);
  });
}
