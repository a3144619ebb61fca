import type { Workspace } from '../../workspace.js';
import type { Geometry } from './geometry.js';
import { elementCost } from '../../runtime/runtime.js';

/** Blocks of one width within rows of another; see `arrange` in assembly/columns.ts. */
export interface Arrangement {
  readonly source: number;
  readonly rows: number;
  /** Which block of the source becomes block 0, 1, … of the target. */
  readonly order: readonly number[];
  readonly from: { readonly width: number; readonly stride: number };
  readonly to: { readonly width: number; readonly stride: number };
}

/** Copies rows block by block, cutting or padding each with zeros; `target` is made where it isn't given. */
export function arrange(workspace: Workspace, arrangement: Arrangement, target?: number): number {
  const { source, rows, order, from, to } = arrangement;
  const result = target ?? workspace.allocate(rows * to.stride);
  const task = {
    ...{ source, target: result, rows, second: 0, reverse: 0, batchMajorTarget: 0 },
    order: workspace.copy(Int32Array.from(order)),
    blocks: order.length,
    ...{ widthSource: from.width, widthTarget: to.width, strideSource: from.stride, strideTarget: to.stride },
  };
  workspace.backend.runtime.run('arrange', task, elementCost.copy * rows * order.length * to.width);
  return result;
}

/** Rows of gates [rows, gates · units] with every gate padded to `padded` columns, in the order of `order`. */
export function padGates(
  workspace: Workspace,
  geometry: Geometry,
  matrix: { readonly source: number; readonly rows: number; readonly order?: readonly number[] },
): number {
  const { units, padded, gates } = geometry;
  const natural = Array.from({ length: gates }, (_, gate) => gate);
  const { source, rows, order = natural } = matrix;
  if (units === padded && order === natural) return source;
  const from = { width: units, stride: gates * units };
  return arrange(workspace, { source, rows, order, from, to: { width: padded, stride: order.length * padded } });
}

/** Rows [rows, units] padded to [rows, padded]. */
export function padUnits(workspace: Workspace, geometry: Geometry, source: { address: number; target: number }): void {
  const { rows, units, padded } = geometry;
  const arrangement = {
    ...{ source: source.address, rows, order: [0] },
    ...{ from: { width: units, stride: units }, to: { width: padded, stride: padded } },
  };
  arrange(workspace, arrangement, source.target);
}

/** Rows [rows, padded] cut to [rows, units]. */
export function cutUnits(workspace: Workspace, geometry: Geometry, source: { address: number; target: number }): void {
  const { rows, units, padded } = geometry;
  const arrangement = {
    ...{ source: source.address, rows, order: [0] },
    ...{ from: { width: padded, stride: padded }, to: { width: units, stride: units } },
  };
  arrange(workspace, arrangement, source.target);
}

/** The recurrent kernel with padded rows and columns: [padded, gates · padded]. */
export function paddedRecurrentKernel(
  workspace: Workspace,
  geometry: Geometry,
  kernel: { readonly source: number; readonly order?: readonly number[] },
): number {
  const { units, padded, gates } = geometry;
  const matrix = padGates(workspace, geometry, { ...kernel, rows: units });
  if (units === padded) return matrix;
  const width = gates * padded;
  const whole = workspace.zeros(padded * width);
  workspace.floats(whole, units * width).set(workspace.floats(matrix, units * width));
  return whole;
}

/** Packs B [depth, columns], or its transpose as it stands, for the recurrent products. */
export function packPanels(
  workspace: Workspace,
  matrix: { source: number; stride: number; depth: number; columns: number; transposed: boolean },
): number {
  const panels = workspace.allocate(matrix.depth * Math.ceil(matrix.columns / 8) * 8);
  const task = { ...matrix, transposed: Number(matrix.transposed), panels };
  workspace.backend.runtime.run('pack', task, elementCost.copy * matrix.depth * matrix.columns);
  return panels;
}

/** The bias as the kernels add it: of the projected input, and of a GRU's projected state of the candidate. */
export function paddedBiases(
  geometry: Geometry,
  bias: Float32Array | undefined,
): { readonly input: Float32Array; readonly candidate: Float32Array } {
  const { units, padded, gates, gradientBlocks } = geometry;
  const input = new Float32Array(gates * padded);
  const candidate = new Float32Array(padded);
  if (!bias) return { input, candidate };
  const recurrent = gradientBlocks > gates ? bias.subarray(gates * units) : undefined;
  for (let gate = 0; gate < gates; gate++) {
    for (let unit = 0; unit < units; unit++) {
      const from = gate * units + unit;
      // The biases of a GRU's gates always meet in a sum; only the candidate's recurrent one stays behind its reset gate.
      const joined = recurrent && gate < 2 ? recurrent[from]! : 0;
      input[gate * padded + unit] = bias[from]! + joined;
    }
  }
  if (recurrent) candidate.set(recurrent.subarray(2 * units));
  return { input, candidate };
}
