import { multiply } from '../../products.js';
import type { Workspace } from '../../workspace.js';
import type { BackwardPass } from './backward.js';
import { gather, vocabularyOf } from './projection.js';
import { gateProducts, inputGateRuns } from './weight-gradients.js';
import { padGates } from './weights.js';
import { elementCost } from '../../runtime/runtime.js';

/** Gradients of what was projected: input or table, kernel, bias. */
export function inputGradients(pass: BackwardPass): void {
  const { tensors, geometry } = pass;
  if (!tensors.ids) denseGradients(pass);
  else if (tensors.table && vocabularyOf(tensors) > geometry.rows * geometry.time) positionGradients(pass);
  else {
    const sums = tableGradients(pass);
    // What was summed by id needs only be summed over the ids.
    if (!tensors.inputScale) return biasGradient(pass, { source: sums, rows: vocabularyOf(tensors) });
  }
  biasGradient(pass);
}

/** Floats from step to step of one row's gradients, and where the input's begin. */
function inputColumns(pass: BackwardPass): {
  readonly address: number;
  readonly stride: number;
  readonly width: number;
} {
  const { gates, gradientBlocks, padded } = pass.geometry;
  return {
    address: pass.gradients + 4 * (gradientBlocks - gates) * padded,
    stride: gradientBlocks * padded,
    width: gates * padded,
  };
}

/**
 * The vocabulary's projections sum up the gradients of their positions; then two small products. Gives the address of
 * the sums, [vocabulary, gates · units].
 */
function tableGradients(pass: BackwardPass): number {
  const { workspace, geometry, tensors, targets } = pass;
  const { units, padded, gates, inputUnits, gradientBlocks } = geometry;
  const vocabulary = vocabularyOf(tensors);
  const columns = gates * units;
  const sums = tensors.table ? workspace.allocate(vocabulary * columns) : targets.kernel!.address;
  for (const { gate, count, block } of inputGateRuns(geometry)) {
    segmentSum(pass, {
      source: pass.gradients + 4 * block * padded,
      strideSource: gradientBlocks * padded,
      columns: count * units,
      segments: vocabulary,
      target: sums + 4 * gate * units,
      strideTarget: columns,
    });
  }
  if (!tensors.table) return sums;
  const table = { address: workspace.input(tensors.table), stride: inputUnits };
  const kernel = { address: workspace.input(tensors.kernel!), stride: columns };
  const gradient = { address: sums, stride: columns };
  multiply(workspace, {
    ...{ a: gradient, b: kernel, c: { address: targets.table!.address, stride: inputUnits } },
    ...{ rows: vocabulary, depth: columns, columns: inputUnits, transposeB: true },
  });
  multiply(workspace, {
    ...{ a: table, b: gradient, c: { address: targets.kernel!.address, stride: columns } },
    ...{ rows: inputUnits, depth: vocabulary, columns, transposeA: true },
  });
  return sums;
}

/** Where the vocabulary is larger than the batch: products over the positions, then a sum by id. */
function positionGradients(pass: BackwardPass): void {
  const { workspace, geometry, tensors, targets } = pass;
  const { rows, time, reverse, inputUnits } = geometry;
  const ids = workspace.values(tensors.ids!) as Int32Array;
  const scales = tensors.inputScale && (workspace.values(tensors.inputScale) as Float32Array);
  const places = Int32Array.from({ length: rows * time }, (_, index) => {
    const step = Math.floor(index / rows);
    return (index % rows) * time + (reverse ? time - 1 - step : step);
  });
  const scale = scales ? workspace.copy(Float32Array.from(places, (place) => scales[place]!)) : 0;
  const source = gather(workspace, {
    table: workspace.input(tensors.table!),
    ids: workspace.copy(places.map((place) => ids[place]!)),
    ...{ rows: rows * time, columns: inputUnits, scale, bias: 0 },
  });
  gateProducts(
    pass,
    { source, stride: inputUnits, units: inputUnits, target: targets.kernel!.address },
    inputGateRuns(geometry),
  );
  segmentSum(pass, {
    source: positionProducts(pass),
    strideSource: inputUnits,
    columns: inputUnits,
    segments: vocabularyOf(tensors),
    target: targets.table!.address,
    strideTarget: inputUnits,
  });
}

function denseGradients(pass: BackwardPass): void {
  const { workspace, geometry, tensors, targets } = pass;
  const { rows, time, inputUnits } = geometry;
  const source = workspace.allocate(rows * time * inputUnits);
  turn(pass, { source: workspace.input(tensors.input!), target: source, toBatchMajor: false });
  gateProducts(
    pass,
    { source, stride: inputUnits, units: inputUnits, target: targets.kernel!.address },
    inputGateRuns(geometry),
  );
  turn(pass, { source: positionProducts(pass), target: targets.input!.address, toBatchMajor: true });
}

/** Gradients of the rows that the kernel projected, in the order of processing: [time, rows, inputUnits]. */
function positionProducts(pass: BackwardPass): number {
  const { workspace, geometry, tensors } = pass;
  const { rows, time, inputUnits } = geometry;
  const { address, stride, width } = inputColumns(pass);
  const kernel = padGates(workspace, geometry, { source: workspace.input(tensors.kernel!), rows: inputUnits });
  const target = workspace.allocate(rows * time * inputUnits);
  multiply(workspace, {
    a: { address, stride },
    b: { address: kernel, stride: width },
    c: { address: target, stride: inputUnits },
    ...{ rows: rows * time, depth: width, columns: inputUnits, transposeB: true },
  });
  return target;
}

/** Sums rows in the order of processing by the ids of their positions, each times its scale. */
function segmentSum(
  pass: BackwardPass,
  sum: {
    source: number;
    strideSource: number;
    columns: number;
    segments: number;
    target: number;
    strideTarget: number;
  },
): void {
  const { workspace, geometry, tensors } = pass;
  const { rows, time, reverse } = geometry;
  const task = {
    ...sum,
    ids: workspace.input(tensors.ids!),
    ...{ rows: rows * time, time, reverse: Number(reverse) },
    scale: tensors.inputScale ? workspace.input(tensors.inputScale) : 0,
  };
  workspace.backend.runtime.run('segmentSum', task, elementCost.add * rows * time * sum.columns);
}

/** Copies [rows, time, inputUnits] to the order of processing [time, rows, inputUnits], or back. */
function turn(pass: BackwardPass, copy: { source: number; target: number; toBatchMajor: boolean }): void {
  const { rows, time, inputUnits, reverse } = pass.geometry;
  const task = {
    ...{ source: copy.source, target: copy.target, rows: rows * time },
    second: copy.toBatchMajor ? rows : time,
    ...{ reverse: Number(reverse), batchMajorTarget: Number(copy.toBatchMajor) },
    ...{ order: pass.workspace.copy(Int32Array.of(0)), blocks: 1 },
    ...{ widthSource: inputUnits, widthTarget: inputUnits, strideSource: inputUnits, strideTarget: inputUnits },
  };
  pass.workspace.backend.runtime.run('arrange', task, elementCost.copy * rows * time * inputUnits);
}

/** The bias's gradient: sums over all steps and rows, or over rows [rows, gates · units] that hold them already. */
function biasGradient(pass: BackwardPass, summed?: { readonly source: number; readonly rows: number }): void {
  const { workspace, geometry, targets } = pass;
  const target = targets.bias;
  if (!target) return;
  const { units, padded, gates, gradientBlocks } = geometry;
  const width = summed ? units : padded;
  const input = summed
    ? columnSums(workspace, { ...summed, columns: gates * units, stride: gates * units })
    : projectionSums(pass, { block: gradientBlocks - gates, count: gates });
  const result = workspace.floats(
    target.address,
    target.shape.reduce((product, size) => product * size, 1),
  );
  for (let gate = 0; gate < gates; gate++) {
    const sums = input.subarray(gate * width, gate * width + units);
    result.set(sums, gate * units);
    // The gates of a GRU have two biases that always meet in a sum; the candidate's second has a gradient of its own.
    if (gradientBlocks > gates && gate < 2) result.set(sums, (gates + gate) * units);
  }
  if (gradientBlocks > gates) {
    result.set(projectionSums(pass, { block: 0, count: 1 }).subarray(0, units), (gates + 2) * units);
  }
}

/** Sums of blocks of the projections' gradients over all steps and rows: [count, padded]. */
function projectionSums(pass: BackwardPass, blocks: { readonly block: number; readonly count: number }): Float32Array {
  const { rows, time, padded, gradientBlocks } = pass.geometry;
  return columnSums(pass.workspace, {
    source: pass.gradients + 4 * blocks.block * padded,
    ...{ rows: rows * time, columns: blocks.count * padded, stride: gradientBlocks * padded },
  });
}

function columnSums(
  workspace: Workspace,
  matrix: { source: number; rows: number; columns: number; stride: number },
): Float32Array {
  const target = workspace.allocate(matrix.columns);
  workspace.backend.runtime.run('columnSum', { ...matrix, target }, elementCost.add * matrix.rows * matrix.columns);
  return workspace.floats(target, matrix.columns);
}
