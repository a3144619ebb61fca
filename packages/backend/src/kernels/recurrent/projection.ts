import { InvalidArgumentError } from '@refrain/core';
import { multiply } from '../../products.js';
import type { Workspace } from '../../workspace.js';
import type { Geometry, RecurrentTensors } from './geometry.js';
import { padGates } from './weights.js';
import { elementCost } from '../../runtime/runtime.js';

/** Projected inputs: one row by id (`ids` is an address), or one by position (`ids` is 0). */
export interface Projection {
  readonly projected: number;
  readonly ids: number;
}

/**
 * How ids are projected. `table`: every row of the vocabulary once, then a look-up a position; `positions`: the rows of
 * the positions, which is less work where the vocabulary is larger than the batch or each position has a scale.
 */
function projectsTable(geometry: Geometry, tensors: RecurrentTensors): boolean {
  return !!tensors.ids && !tensors.inputScale && vocabularyOf(tensors) <= geometry.rows * geometry.time;
}

/** How many ids there are. */
export function vocabularyOf(tensors: RecurrentTensors): number {
  return (tensors.table ?? tensors.kernel!).shape[0]!;
}

/** Projects the input by the kernel and adds `bias` [gates · padded]. */
export function project(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly bias: Float32Array },
): Projection {
  const { tensors } = call;
  const { rows, time, inputUnits, padded, gates } = geometry;
  const width = gates * padded;
  const bias = workspace.copy(call.bias);
  const kernel = padGates(workspace, geometry, { source: workspace.input(tensors.kernel!), rows: inputUnits });
  if (!tensors.ids) {
    const input = { source: workspace.input(tensors.input!), count: rows * time };
    return { projected: projectRows(workspace, geometry, { ...input, kernel, bias }), ids: 0 };
  }
  assertIds(workspace, tensors);
  const ids = workspace.input(tensors.ids);
  const scale = tensors.inputScale ? workspace.input(tensors.inputScale) : 0;
  const vocabulary = vocabularyOf(tensors);
  if (projectsTable(geometry, tensors)) {
    if (tensors.table) {
      const table = { source: workspace.input(tensors.table), count: vocabulary };
      return { projected: projectRows(workspace, geometry, { ...table, kernel, bias }), ids };
    }
    return {
      projected: gather(workspace, { table: kernel, ids: 0, rows: vocabulary, columns: width, scale, bias }),
      ids,
    };
  }
  const positions = { ids, rows: rows * time, scale };
  if (!tensors.table) {
    return { projected: gather(workspace, { ...positions, table: kernel, columns: width, bias }), ids: 0 };
  }
  const table = workspace.input(tensors.table);
  const source = gather(workspace, { ...positions, table, columns: inputUnits, bias: 0 });
  return { projected: projectRows(workspace, geometry, { source, count: rows * time, kernel, bias }), ids: 0 };
}

/** Rows of a table, each times its scale, plus a bias; 0 stands for "none". */
export function gather(
  workspace: Workspace,
  rows: { table: number; ids: number; rows: number; columns: number; scale: number; bias: number },
): number {
  const target = workspace.allocate(rows.rows * rows.columns);
  const task = { ...rows, stride: rows.columns, target };
  workspace.backend.runtime.run('gather', task, elementCost.copy * rows.rows * rows.columns);
  return target;
}

function projectRows(
  workspace: Workspace,
  geometry: Geometry,
  input: { source: number; count: number; kernel: number; bias: number },
): number {
  const { inputUnits, padded, gates } = geometry;
  const width = gates * padded;
  const { source, count, kernel, bias } = input;
  const target = workspace.allocate(count * width);
  const task = { source: bias, rows: count, columns: width, target };
  workspace.backend.runtime.run('repeatRow', task, elementCost.copy * count * width);
  multiply(workspace, {
    a: { address: source, stride: inputUnits },
    b: { address: kernel, stride: width },
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
