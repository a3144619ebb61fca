import { GatherV2, type TensorInfo, UnsortedSegmentSum } from '@tensorflow/tfjs-core';
import { withWorkspace } from '../workspace.js';
import { sizeOf } from './elementwise.js';
import type { ReplacementTable } from './kernel-table.js';
import { elementCost } from '../runtime/runtime.js';

/** Rows of a float table by id, and their gradient: sums of rows by id. */
export const gatherKernels: ReplacementTable = {
  [GatherV2]: ({ inputs, attrs, backend }) => {
    const x = inputs['x']!;
    const indices = inputs['indices']!;
    const axis = attrs['axis'] as number | undefined;
    const batchDims = attrs['batchDims'] as number | undefined;
    if (x.dtype !== 'float32' || indices.dtype !== 'int32' || axis || batchDims || x.shape.length === 0)
      return undefined;
    const columns = sizeOf({ shape: x.shape.slice(1) });
    return withWorkspace(backend, (workspace) => {
      // An id outside the table is the cpu kernel's to refuse, in TensorFlow.js's words.
      const ids = workspace.values(indices) as Int32Array;
      if (ids.some((id) => !(id >= 0 && id < x.shape[0]!))) return undefined;
      const rows = sizeOf(indices);
      const output = backend.allocate([...indices.shape, ...x.shape.slice(1)]);
      const task = {
        ...{ table: workspace.input(x), ids: workspace.input(indices), rows, columns, stride: columns },
        ...{ scale: 0, bias: 0, target: output.address },
      };
      backend.runtime.run('gather', task, elementCost.copy * rows * columns);
      return output;
    });
  },
  [UnsortedSegmentSum]: ({ inputs, attrs, backend }) => {
    const x = inputs['x']!;
    const segmentIds = inputs['segmentIds']!;
    const segments = attrs['numSegments'] as number;
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32' || !isPrefix(segmentIds, x)) return undefined;
    return withWorkspace(backend, (workspace) => {
      const rest = x.shape.slice(segmentIds.shape.length);
      const columns = sizeOf({ shape: rest });
      const rows = sizeOf(segmentIds);
      const output = backend.allocate([segments, ...rest]);
      const task = {
        ...{ source: workspace.input(x), strideSource: columns, ids: workspace.input(segmentIds), rows },
        ...{ columns, segments, target: output.address, strideTarget: columns, scale: 0 },
      };
      backend.runtime.run('segmentSum', task, elementCost.add * rows * columns);
      return output;
    });
  },
};

function isPrefix(ids: TensorInfo, x: TensorInfo): boolean {
  return ids.shape.length > 0 && ids.shape.every((size, axis) => size === x.shape[axis]);
}
