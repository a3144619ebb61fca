import { multiply, rightHandSide } from '../../products.js';
import { elementCost } from '../../runtime/runtime.js';
import type { Workspace } from '../../workspace.js';
import type { Decoder } from './decoder.js';

/** What attention keeps at every position, time-major. */
export interface SavedAttention {
  /** [time, rows, valueUnits] */
  readonly contexts: number;
  /** [time, rows, source] */
  readonly weights: number;
  /** [time, rows, keyUnits]; 0 where the top layer's states are the queries. */
  readonly queries: number;
}

/** The top layer's states that ask at one position: [rows, units], `stride` floats from row to row. */
export interface Asking {
  readonly address: number;
  readonly stride: number;
}

export function attentionRoom(workspace: Workspace, decoder: Decoder): SavedAttention {
  const { rows, time, source, keyUnits, valueUnits, addresses } = decoder;
  return {
    contexts: workspace.allocate(time * rows * valueUnits),
    weights: workspace.allocate(time * rows * source),
    queries: addresses.queryKernel ? workspace.allocate(time * rows * keyUnits) : 0,
  };
}

/** Looks at the source from the states of one position. */
export function attend(
  workspace: Workspace,
  decoder: Decoder,
  { saved, asking, position }: { saved: SavedAttention; asking: Asking; position: number },
): void {
  const { rows, units, keyUnits, valueUnits, addresses, tensors } = decoder;
  if (addresses.queryKernel) {
    multiply(workspace, {
      a: asking,
      b: rightHandSide(workspace, tensors.queryKernel!, { rows, depth: units, columns: keyUnits }),
      c: { address: queriesAt(decoder, { saved, asking, position }).address, stride: keyUnits },
      ...{ rows, depth: units, columns: keyUnits },
    });
  }
  const task = {
    ...shared(decoder, { saved, asking, position }),
    mask: addresses.sourceMask ?? 0,
    contexts: saved.contexts + 4 * position * rows * valueUnits,
  };
  workspace.backend.runtime.run('attend', task, costOf(decoder));
}

/** Where gradients of attention go; all are added to. */
export interface AttentionGradients {
  /** Gradients of the weights; those of the scores take their place: [time, rows, source]. */
  readonly weights: number;
  /** [time, rows, keyUnits]; 0 where the states are the queries. */
  readonly queries: number;
  /** [rows, source, keyUnits] */
  readonly keys: number;
  /** [rows, source, valueUnits] */
  readonly values: number;
  /** Each row's share: [rows, keyUnits], or 0. */
  readonly scale: number;
}

/** Room for the gradients of attention; those of keys and values are tensors already. */
export function attentionGradients(
  workspace: Workspace,
  decoder: Decoder,
  given: Pick<AttentionGradients, 'weights' | 'keys' | 'values'>,
): AttentionGradients {
  const { rows, time, source, keyUnits, valueUnits, addresses } = decoder;
  workspace.floats(given.keys, rows * source * keyUnits).fill(0);
  workspace.floats(given.values, rows * source * valueUnits).fill(0);
  return {
    ...given,
    queries: addresses.queryKernel ? workspace.zeros(time * rows * keyUnits) : 0,
    scale: addresses.scoreScale ? workspace.zeros(rows * keyUnits) : 0,
  };
}

/** The way back of {@link attend}: from the contexts' gradient to that of the asking states, which is added to. */
export function attendBack(
  workspace: Workspace,
  decoder: Decoder,
  call: {
    readonly saved: SavedAttention;
    readonly asking: Asking;
    readonly position: number;
    readonly gradients: AttentionGradients;
    readonly gradientContexts: number;
    readonly gradientAsking: Asking;
  },
): void {
  const { rows, source, units, keyUnits, addresses } = decoder;
  const { position, gradients, gradientContexts, gradientAsking } = call;
  const gradientQueries = gradients.queries
    ? { address: gradients.queries + 4 * position * rows * keyUnits, stride: keyUnits }
    : gradientAsking;
  const task = {
    ...shared(decoder, call),
    gradientContexts,
    gradientWeights: gradients.weights + 4 * position * rows * source,
    gradientQueries: gradientQueries.address,
    gradientQueryStride: gradientQueries.stride,
    gradientKeys: gradients.keys,
    gradientValues: gradients.values,
    gradientScale: gradients.scale,
  };
  workspace.backend.runtime.run('attendBack', task, 2 * costOf(decoder));
  if (!addresses.queryKernel) return;
  multiply(workspace, {
    a: gradientQueries,
    b: { address: addresses.queryKernel, stride: keyUnits },
    c: gradientAsking,
    ...{ rows, depth: keyUnits, columns: units, transposeB: true, accumulate: true },
  });
}

/** The fields that both ways have in common. */
function shared(
  decoder: Decoder,
  call: { readonly saved: SavedAttention; readonly asking: Asking; readonly position: number },
) {
  const { rows, source, keyUnits, valueUnits, addresses, attributes } = decoder;
  const queries = queriesAt(decoder, call);
  return {
    ...{ rows, source, keyUnits, valueUnits, queries: queries.address, queryStride: queries.stride },
    keys: addresses.keys!,
    values: addresses.values!,
    scoreScale: addresses.scoreScale ?? 0,
    scoreFactor: attributes.scoreFactor,
    weights: call.saved.weights + 4 * call.position * rows * source,
  };
}

function queriesAt(
  { rows, keyUnits, addresses }: Decoder,
  { saved, asking, position }: { saved: SavedAttention; asking: Asking; position: number },
): Asking {
  if (!addresses.queryKernel) return asking;
  return { address: saved.queries + 4 * position * rows * keyUnits, stride: keyUnits };
}

function costOf({ rows, source, keyUnits, valueUnits, addresses }: Decoder): number {
  const compared = (addresses.scoreScale ? elementCost.transcendental : 2) * keyUnits;
  return rows * source * (compared + 2 * valueUnits);
}
