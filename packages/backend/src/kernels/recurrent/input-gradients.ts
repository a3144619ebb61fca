import { multiply } from '../../products.js';
import type { Workspace } from '../../workspace.js';
import type { BackwardPass } from './backward.js';
import { slotsOf } from './packing.js';
import { gather, idsBySlot, scalesBySlot, vocabularyOf } from './projection.js';
import { gateProducts, inputGateRuns } from './weight-gradients.js';
import { padGates } from './weights.js';
import { elementCost } from '../../runtime/runtime.js';

/** Gradients of what was projected: input or table, kernel, bias. */
export function inputGradients(pass: BackwardPass): void {
  const { tensors, saved } = pass;
  if (!tensors.ids) denseGradients(pass);
  else if (tensors.table && vocabularyOf(tensors) > slotsOf(saved.packing)) slotGradients(pass);
  else {
    const sums = tableGradients(pass);
    // What was summed by id needs only be summed over the ids.
    if (!tensors.inputScale) return biasGradient(pass, { source: sums, rows: vocabularyOf(tensors) });
  }
  biasGradient(pass);
}

/** Floats from slot to slot of the gradients, and where the input's begin. */
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
 * The vocabulary's projections sum up the gradients of their slots; then two small products. Gives the address of
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

/** Where there are fewer slots than ids: products over the slots, then a sum by id. */
function slotGradients(pass: BackwardPass): void {
  const { workspace, geometry, tensors, targets, saved } = pass;
  const { inputUnits } = geometry;
  const ids = idsBySlot(workspace, tensors, saved.packing);
  const source = gather(workspace, {
    ...{ table: workspace.input(tensors.table!), ids: workspace.copy(ids), rows: ids.length },
    ...{ columns: inputUnits, scale: scalesBySlot(workspace, tensors, saved.packing), bias: 0 },
  });
  gateProducts(
    pass,
    { source, stride: inputUnits, units: inputUnits, target: targets.kernel!.address },
    inputGateRuns(geometry),
  );
  segmentSum(pass, {
    source: inputProducts(pass),
    strideSource: inputUnits,
    columns: inputUnits,
    segments: vocabularyOf(tensors),
    target: targets.table!.address,
    strideTarget: inputUnits,
  });
}

function denseGradients(pass: BackwardPass): void {
  const { workspace, geometry, tensors, targets, saved } = pass;
  const { rows, time, inputUnits } = geometry;
  const { places } = saved.packing;
  const source = gather(workspace, {
    ...{ table: workspace.input(tensors.input!), ids: workspace.copy(places), rows: places.length },
    ...{ columns: inputUnits, scale: 0, bias: 0 },
  });
  gateProducts(
    pass,
    { source, stride: inputUnits, units: inputUnits, target: targets.kernel!.address },
    inputGateRuns(geometry),
  );
  // Masked places read the row of zeros behind the last slot.
  const slots = new Int32Array(rows * time).fill(places.length);
  places.forEach((place, slot) => (slots[place] = slot));
  gather(workspace, {
    ...{ table: inputProducts(pass), ids: workspace.copy(slots), rows: rows * time },
    ...{ columns: inputUnits, scale: 0, bias: 0, target: targets.input!.address },
  });
}

/** Gradients of the rows that the kernel projected, and a row of zeros: [slots + 1, inputUnits]. */
function inputProducts(pass: BackwardPass): number {
  const { workspace, geometry, tensors, saved } = pass;
  const { inputUnits } = geometry;
  const slots = slotsOf(saved.packing);
  const { address, stride, width } = inputColumns(pass);
  const kernel = padGates(workspace, geometry, { source: workspace.input(tensors.kernel!), rows: inputUnits });
  const target = workspace.allocate((slots + 1) * inputUnits);
  workspace.floats(target + 4 * slots * inputUnits, inputUnits).fill(0);
  multiply(workspace, {
    a: { address, stride },
    b: { address: kernel, stride: width },
    c: { address: target, stride: inputUnits },
    ...{ rows: slots, depth: width, columns: inputUnits, transposeB: true },
  });
  return target;
}

/** Sums rows that stand by slot by the ids of the slots, each times its scale. */
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
  const { workspace, tensors, saved } = pass;
  const rows = slotsOf(saved.packing);
  const task = {
    ...sum,
    rows,
    ids: workspace.copy(idsBySlot(workspace, tensors, saved.packing)),
    scale: scalesBySlot(workspace, tensors, saved.packing),
  };
  workspace.backend.runtime.run('segmentSum', task, elementCost.add * rows * sum.columns);
}

/** The bias's gradient: sums over all slots, or over rows [rows, gates · units] that hold them already. */
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

/** Sums of blocks of the projections' gradients over all slots: [count, padded]. */
function projectionSums(pass: BackwardPass, blocks: { readonly block: number; readonly count: number }): Float32Array {
  const { padded, gradientBlocks } = pass.geometry;
  return columnSums(pass.workspace, {
    source: pass.gradients + 4 * blocks.block * padded,
    ...{ rows: slotsOf(pass.saved.packing), columns: blocks.count * padded, stride: gradientBlocks * padded },
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
