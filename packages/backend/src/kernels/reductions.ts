import { Softmax, Sum, util } from '@tensorflow/tfjs-core';
import { withWorkspace } from '../workspace.js';
import { sizeOf } from './elementwise.js';
import type { ReplacementTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Softmax over the last axis, and sums over the first or the last axes. */
export const reductionKernels: ReplacementTable = {
  [Softmax]: ({ inputs, attrs, backend }) => {
    const logits = inputs['logits']!;
    const rank = logits.shape.length;
    const axis = (attrs['dim'] as number | undefined) ?? -1;
    if (logits.dtype !== 'float32' || rank === 0 || (axis !== -1 && axis !== rank - 1)) return undefined;
    return withWorkspace(backend, (workspace) => {
      const output = backend.allocate(logits.shape);
      const columns = logits.shape.at(-1)!;
      const rows = columns === 0 ? 0 : sizeOf(logits) / columns;
      const task = { source: workspace.input(logits), rows, columns, target: output.address };
      backend.runtime.run('softmax', task, elementCost.softmax * rows * columns);
      return output;
    });
  },
  [Sum]: ({ inputs, attrs, backend }) => {
    const x = inputs['x']!;
    if (x.dtype !== 'float32') return undefined;
    const rank = x.shape.length;
    const axes = util.parseAxisParam((attrs['axis'] ?? null) as number | number[] | null as number[], x.shape);
    const reduced = new Set(axes);
    const first = axes.every((axis) => axis < reduced.size);
    const last = axes.every((axis) => axis >= rank - reduced.size);
    if (!first && !last) return undefined;
    const shape = attrs['keepDims']
      ? x.shape.map((size, axis) => (reduced.has(axis) ? 1 : size))
      : x.shape.filter((_, axis) => !reduced.has(axis));
    return withWorkspace(backend, (workspace) => {
      const output = backend.allocate(shape);
      const results = sizeOf(output);
      const summands = axes.reduce((product, axis) => product * x.shape[axis]!, 1);
      const source = workspace.input(x);
      const target = output.address;
      // A full sum is one of rows: they are added up in float64.
      if (last) {
        const task = { source, rows: results, columns: summands, squares: 0, target };
        backend.runtime.run('rowSum', task, results === 1 ? 0 : elementCost.add * results * summands);
      } else {
        const task = { source, stride: results, rows: summands, columns: results, target };
        backend.runtime.run('columnSum', task, elementCost.add * results * summands);
      }
      return output;
    });
  },
};
