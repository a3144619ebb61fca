import type { TensorInfo } from '@tensorflow/tfjs-core';
import { packPanels, type RightHandSide } from '../../products.js';
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
    ...{ source, target: result, rows, second: 0 },
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

/** Rows [rows, units] padded to [rows, padded]: row `order[rank]` becomes that of `rank`, by default the same. */
export function padRows(
  workspace: Workspace,
  { rows, units, padded }: Geometry,
  call: { readonly source: number; readonly target: number; readonly order?: Int32Array },
): void {
  const source = workspace.floats(call.source, rows * units);
  const target = workspace.floats(call.target, rows * padded);
  for (let rank = 0; rank < rows; rank++) {
    const row = call.order ? call.order[rank]! : rank;
    target.set(source.subarray(row * units, (row + 1) * units), rank * padded);
    target.fill(0, rank * padded + units, (rank + 1) * padded);
  }
}

/** Rows of [any, padded] cut to [rows, units]: that at `from[rank]` becomes row `order[rank]`, by default all `rank`. */
export function cutRows(
  workspace: Workspace,
  { rows, units, padded }: Geometry,
  call: { readonly source: number; readonly target: number; readonly order?: Int32Array; readonly from?: Int32Array },
): void {
  const target = workspace.floats(call.target, rows * units);
  for (let rank = 0; rank < rows; rank++) {
    const row = call.order ? call.order[rank]! : rank;
    const from = call.from ? call.from[rank]! : rank;
    target.set(workspace.floats(call.source + 4 * from * padded, units), row * units);
  }
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

/** The recurrent kernel in panels, as the way forward multiplies by it. */
export function recurrentPanels(
  workspace: Workspace,
  geometry: Geometry,
  kernel: TensorInfo,
): { readonly panels: number; readonly candidatePanels: number } {
  const { padded, gates, resetBefore } = geometry;
  // A GRU that resets before its product multiplies by the candidate's columns separately.
  const products = resetBefore ? 2 : gates;
  const packed = (first: number, columns: number): number => {
    const make = (): number => {
      const source = paddedRecurrentKernel(workspace, geometry, { source: workspace.input(kernel) });
      const matrix = { source: source + 4 * first, stride: gates * padded, depth: padded, columns };
      return packPanels(workspace, { ...matrix, transposed: false });
    };
    return workspace.form(kernel, `recurrent ${first} ${columns}`, make) ?? make();
  };
  return {
    panels: packed(0, products * padded),
    candidatePanels: resetBefore ? packed(2 * padded, padded) : 0,
  };
}

/** The input's kernel [inputUnits, gates · padded] as B of products. */
export function inputKernel(workspace: Workspace, geometry: Geometry, kernel: TensorInfo): RightHandSide {
  const { inputUnits: depth, padded, gates } = geometry;
  const columns = gates * padded;
  const natural = (): number => padGates(workspace, geometry, { source: workspace.input(kernel), rows: depth });
  const address = workspace.form(kernel, `gates ${depth} ${columns}`, () =>
    packPanels(workspace, { source: natural(), stride: columns, depth, columns, transposed: false }),
  );
  if (address === undefined) return { address: natural(), stride: columns };
  return { address: 0, stride: columns, panels: { address, depth } };
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
