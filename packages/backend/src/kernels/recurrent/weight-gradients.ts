import { multiply } from '../../products.js';
import type { BackwardPass } from './backward.js';
import type { Geometry } from './geometry.js';
import { slotsOf, stateAt, stepsOf } from './packing.js';
import { gather } from './projection.js';
import { arrange } from './weights.js';

/** Neighbouring gates whose gradients neighbour each other too: one product for them all. */
interface GateRun {
  /** The first gate, in Keras's order. */
  readonly gate: number;
  readonly count: number;
  /** The block of the gradients that belongs to that gate. */
  readonly block: number;
}

/** The gradient of the recurrent kernel: one product over all slots. */
export function recurrentWeightGradients(pass: BackwardPass): void {
  const { geometry, saved, targets } = pass;
  const target = targets.recurrentKernel;
  if (!target) return;
  const { units, padded, gates, resetBefore, gradientBlocks } = geometry;
  const entering = saved.entering || statesBefore(pass);
  if (resetBefore) {
    const entered = { source: entering, stride: padded, units, target: target.address };
    gateProducts(pass, entered, gateRuns(geometry, [{ gate: 0, count: 2, block: 0 }]));
    gateProducts(pass, { ...entered, source: saved.reset }, [{ gate: 2, count: 1, block: 2 }]);
    return;
  }
  const entered = { source: entering, stride: padded, units, target: target.address };
  if (gradientBlocks === gates)
    return gateProducts(pass, entered, gateRuns(geometry, [{ gate: 0, count: gates, block: 0 }]));
  // A GRU's gradients stand with the candidate's first: all in one product, then turned into Keras's order.
  const turned = pass.workspace.allocate(units * gates * units);
  gateProducts(pass, { ...entered, target: turned }, gateRuns(geometry, [{ gate: 0, count: gates, block: 0 }]));
  const blocks = { width: units, stride: gates * units };
  const arrangement = { source: turned, rows: units, order: [1, 2, 0], from: blocks, to: blocks };
  arrange(pass.workspace, arrangement, target.address);
}

/** The state before every slot: [slots, padded]. */
function statesBefore({ workspace, geometry, saved }: BackwardPass): number {
  const { packing, hidden } = saved;
  // Where all rows are as long as each other, the states before the slots stand as the slots do.
  if (!packing.repeats) return hidden;
  const { starts } = packing;
  const ids = new Int32Array(slotsOf(packing));
  for (let step = 0; step < stepsOf(packing); step++) {
    for (let slot = starts[step]!; slot < starts[step + 1]!; slot++) {
      ids[slot] = stateAt(packing, slot - starts[step]!, step);
    }
  }
  const rows = { ids: workspace.copy(ids), rows: ids.length, columns: geometry.padded };
  return gather(workspace, { ...rows, table: hidden, scale: 0, bias: 0 });
}

/** The runs of the input's projections. */
export function inputGateRuns(geometry: Geometry): GateRun[] {
  const { gates, gradientBlocks } = geometry;
  return gateRuns(geometry, [{ gate: 0, count: gates, block: gradientBlocks - gates }]);
}

/** Where gates are padded, their columns don't neighbour each other: one run a gate. */
function gateRuns({ units, padded }: Geometry, runs: GateRun[]): GateRun[] {
  if (units === padded) return runs;
  return runs.flatMap(({ gate, count, block }) =>
    Array.from({ length: count }, (_, index) => ({ gate: gate + index, count: 1, block: block + index })),
  );
}

/** target [units, gates · units] = sourceᵀ · gradients, for some of the gates; source is [slots, units]. */
export function gateProducts(
  pass: BackwardPass,
  factors: { readonly source: number; readonly stride: number; readonly units: number; readonly target: number },
  runs: readonly GateRun[],
): void {
  const { units, padded, gates, gradientBlocks } = pass.geometry;
  for (const { gate, count, block } of runs) {
    multiply(pass.workspace, {
      a: { address: factors.source, stride: factors.stride },
      b: { address: pass.gradients + 4 * block * padded, stride: gradientBlocks * padded },
      c: { address: factors.target + 4 * gate * units, stride: gates * units },
      ...{ rows: factors.units, depth: slotsOf(pass.saved.packing), columns: count * units, transposeA: true },
    });
  }
}
