import { InvalidArgumentError } from '@refrain/core';
import { multiply, type RightHandSide } from '../../products.js';
import type { Workspace } from '../../workspace.js';
import type { Geometry, RecurrentTensors } from './geometry.js';
import { type Packing, slotsOf } from './packing.js';
import { inputKernel, padGates } from './weights.js';
import { elementCost } from '../../runtime/runtime.js';

/** Projected inputs, and which of them each slot reads: `lookup` is an address, or 0 where they stand by slot. */
export interface Projection {
  readonly projected: number;
  readonly lookup: number;
}

/** How many ids there are. */
export function vocabularyOf(tensors: RecurrentTensors): number {
  return (tensors.table ?? tensors.kernel!).shape[0]!;
}

/** Projects the input by the kernel and adds `bias` [gates · padded]. */
export function project(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly packing: Packing; readonly bias: Float32Array },
): Projection {
  const { tensors, packing } = call;
  const { inputUnits, padded, gates } = geometry;
  const bias = workspace.copy(call.bias);
  if (!tensors.ids) return projectVectors(workspace, geometry, { tensors, packing, bias });
  assertIds(workspace, tensors);
  const vocabulary = vocabularyOf(tensors);
  const slots = slotsOf(packing);
  // Every row of the vocabulary once, unless each slot has a scale of its own or there are fewer slots than ids.
  const byId = !tensors.inputScale && vocabulary <= slots;
  const ids = workspace.copy(idsBySlot(workspace, tensors, packing));
  const rows = byId
    ? { ids: 0, rows: vocabulary, scale: 0 }
    : { ids, rows: slots, scale: scalesBySlot(workspace, tensors, packing) };
  const lookup = byId ? ids : 0;
  if (!tensors.table) {
    const kernel = padGates(workspace, geometry, { source: workspace.input(tensors.kernel!), rows: inputUnits });
    return { projected: gather(workspace, { ...rows, table: kernel, columns: gates * padded, bias }), lookup };
  }
  const table = workspace.input(tensors.table);
  const source = byId ? table : gather(workspace, { ...rows, table, columns: inputUnits, bias: 0 });
  const kernel = inputKernel(workspace, geometry, tensors.kernel!);
  return { projected: projectRows(workspace, geometry, { source, count: rows.rows, kernel, bias }), lookup };
}

/** Only those of valid positions; where all are valid they are read as they stand. */
function projectVectors(
  workspace: Workspace,
  geometry: Geometry,
  call: {
    readonly tensors: RecurrentTensors;
    readonly packing: Packing;
    readonly bias: number;
  },
): Projection {
  const { bias, packing } = call;
  const kernel = inputKernel(workspace, geometry, call.tensors.kernel!);
  const places = workspace.copy(packing.places);
  const input = workspace.input(call.tensors.input!);
  const count = slotsOf(packing);
  if (!packing.repeats) {
    return { projected: projectRows(workspace, geometry, { source: input, count, kernel, bias }), lookup: places };
  }
  const gathered = { table: input, ids: places, rows: count, columns: geometry.inputUnits, scale: 0, bias: 0 };
  const source = gather(workspace, gathered);
  return { projected: projectRows(workspace, geometry, { source, count, kernel, bias }), lookup: 0 };
}

/** The id of each slot. */
export function idsBySlot(workspace: Workspace, tensors: RecurrentTensors, { places }: Packing): Int32Array {
  const ids = workspace.values(tensors.ids!);
  return places.map((place) => ids[place]!);
}

/** The address of each slot's scale; 0 where there are none. */
export function scalesBySlot(workspace: Workspace, tensors: RecurrentTensors, { places }: Packing): number {
  if (!tensors.inputScale) return 0;
  const scales = workspace.values(tensors.inputScale);
  return workspace.copy(Float32Array.from(places, (place) => scales[place]!));
}

/** Rows of a table, each times its scale, plus a bias; 0 stands for "none". `target` is made where it isn't given. */
export function gather(
  workspace: Workspace,
  rows: { table: number; ids: number; rows: number; columns: number; scale: number; bias: number; target?: number },
): number {
  const target = rows.target ?? workspace.allocate(rows.rows * rows.columns);
  const task = { ...rows, stride: rows.columns, target };
  workspace.backend.runtime.run('gather', task, elementCost.copy * rows.rows * rows.columns);
  return target;
}

function projectRows(
  workspace: Workspace,
  geometry: Geometry,
  input: { source: number; count: number; kernel: RightHandSide; bias: number },
): number {
  const { inputUnits, padded, gates } = geometry;
  const width = gates * padded;
  const { source, count, kernel, bias } = input;
  const target = workspace.allocate(count * width);
  const task = { source: bias, rows: count, columns: width, target };
  workspace.backend.runtime.run('repeatRow', task, elementCost.copy * count * width);
  multiply(workspace, {
    a: { address: source, stride: inputUnits },
    b: kernel,
    c: { address: target, stride: width },
    ...{ rows: count, depth: inputUnits, columns: width, accumulate: true },
  });
  return target;
}

/** An id outside the vocabulary would read a stranger's memory. */
function assertIds(workspace: Workspace, tensors: RecurrentTensors): void {
  const vocabulary = vocabularyOf(tensors);
  for (const id of workspace.values(tensors.ids!)) {
    if (id >= 0 && id < vocabulary) continue;
    throw new InvalidArgumentError({
      argument: 'ids',
      value: id,
      message:
        `ids must be integers from 0 to ${vocabulary - 1}; received ${id}. ` +
        'Encode the text with the tokenizer that the model was made for.',
    });
  }
}
