import { multiply, rightHandSide, rowsFrom } from '../../products.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import { combine, copyColumns, squash } from './arrays.js';
import type { Decoder } from './decoder.js';

/** Some rows of what a readout is made of and of the readouts themselves: those of one position, or of all. */
export interface ReadoutRows {
  readonly count: number;
  /** The top layer's states, `hiddenStride` floats from row to row. */
  readonly hidden: number;
  readonly hiddenStride: number;
  /** [count, valueUnits] */
  readonly contexts: number;
  /** [count, readoutUnits] */
  readonly readouts: number;
}

/** Makes the readouts. */
export function readOut(workspace: Workspace, decoder: Decoder, rows: ReadoutRows): void {
  const { units, valueUnits, readoutUnits, attributes, tensors } = decoder;
  const { count, hidden, hiddenStride, contexts, readouts } = rows;
  const target = { targetStride: readoutUnits, rows: count };
  const ofHidden = { ...target, source: hidden, sourceStride: hiddenStride, width: units };
  const ofContexts = { ...target, source: contexts, sourceStride: valueUnits, width: valueUnits };
  switch (attributes.readout) {
    case 'hidden':
      return copyColumns(workspace, { ...ofHidden, target: readouts });
    case 'context':
      return copyColumns(workspace, { ...ofContexts, target: readouts });
    case 'concatenation':
      copyColumns(workspace, { ...ofHidden, target: readouts });
      return copyColumns(workspace, { ...ofContexts, target: readouts + 4 * units });
    case 'combined': {
      const size = { rows: count, depth: units + valueUnits, columns: readoutUnits };
      const b = rightHandSide(workspace, tensors.readoutKernel!, size);
      const product = { c: { address: readouts, stride: readoutUnits }, rows: count, columns: readoutUnits };
      multiply(workspace, { ...product, a: { address: hidden, stride: hiddenStride }, b, depth: units });
      const fromContext = { a: { address: contexts, stride: valueUnits }, b: rowsFrom(b, units), depth: valueUnits };
      multiply(workspace, { ...product, ...fromContext, accumulate: true });
      squash(workspace, readouts, count * readoutUnits);
    }
  }
}

/** The way back of {@link readOut}: from the readouts' gradients to those of states and contexts, which are written. */
export function readOutBack(
  workspace: Workspace,
  decoder: Decoder,
  call: ReadoutRows & {
    /** [count, readoutUnits]; with `'combined'` the gradients before tanh take their place. */
    readonly gradientReadouts: number;
    /** [count, units] */
    readonly gradientHidden: number;
    /** [count, valueUnits] */
    readonly gradientContexts: number;
  },
): void {
  const { units, valueUnits, readoutUnits, attributes } = decoder;
  const { count, readouts, gradientReadouts, gradientHidden, gradientContexts } = call;
  const source = { sourceStride: readoutUnits, rows: count };
  const toHidden = { ...source, target: gradientHidden, targetStride: units, width: units };
  const toContexts = { ...source, target: gradientContexts, targetStride: valueUnits, width: valueUnits };
  switch (attributes.readout) {
    case 'hidden':
      workspace.floats(gradientContexts, count * valueUnits).fill(0);
      return copyColumns(workspace, { ...toHidden, source: gradientReadouts });
    case 'context':
      workspace.floats(gradientHidden, count * units).fill(0);
      return copyColumns(workspace, { ...toContexts, source: gradientReadouts });
    case 'concatenation':
      copyColumns(workspace, { ...toHidden, source: gradientReadouts });
      return copyColumns(workspace, { ...toContexts, source: gradientReadouts + 4 * units });
    case 'combined': {
      throughTanh(workspace, { gradients: gradientReadouts, values: readouts, count: count * readoutUnits });
      const [fromHidden, fromContext] = readoutKernels(decoder);
      const product = {
        a: { address: gradientReadouts, stride: readoutUnits },
        ...{ rows: count, depth: readoutUnits, transposeB: true },
      };
      multiply(workspace, { ...product, b: fromHidden, c: { address: gradientHidden, stride: units }, columns: units });
      const c = { address: gradientContexts, stride: valueUnits };
      multiply(workspace, { ...product, b: fromContext, c, columns: valueUnits });
    }
  }
}

/** gradients ⊙ (1 - values²), in place. */
function throughTanh(workspace: Workspace, call: { gradients: number; values: number; count: number }): void {
  const { gradients, values, count } = call;
  withWorkspace(workspace.backend, (room) => {
    const lost = room.allocate(count);
    combine(room, 'multiply', { a: gradients, b: values, target: lost, count });
    combine(room, 'multiply', { a: lost, b: values, target: lost, count });
    combine(room, 'subtract', { a: gradients, b: lost, target: gradients, count });
  });
}

/** The gradient of the readout's kernel, from all rows of all positions. */
export function readoutKernelGradient(
  workspace: Workspace,
  { units, valueUnits, readoutUnits }: Decoder,
  call: Omit<ReadoutRows, 'readouts'> & { readonly gradients: number; readonly target: number },
): void {
  const { count, hidden, hiddenStride, contexts, gradients, target } = call;
  const product = {
    b: { address: gradients, stride: readoutUnits },
    ...{ depth: count, columns: readoutUnits, transposeA: true },
  };
  const ofHidden = { a: { address: hidden, stride: hiddenStride }, c: { address: target, stride: readoutUnits } };
  multiply(workspace, { ...product, ...ofHidden, rows: units });
  const c = { address: target + 4 * units * readoutUnits, stride: readoutUnits };
  multiply(workspace, { ...product, a: { address: contexts, stride: valueUnits }, c, rows: valueUnits });
}

/** The rows of the kernel that states and contexts meet. */
function readoutKernels({
  addresses,
  units,
  readoutUnits,
}: Decoder): [fromHidden: { address: number; stride: number }, fromContext: { address: number; stride: number }] {
  const address = addresses.readoutKernel!;
  return [
    { address, stride: readoutUnits },
    { address: address + 4 * units * readoutUnits, stride: readoutUnits },
  ];
}
