import { attentionDecoderKernels } from './attention-decoder/kernels.js';
import { crossEntropyKernels } from './cross-entropy.js';
import { elementwiseKernels } from './elementwise.js';
import { gatherKernels } from './gathering.js';
import type { KernelTable, ReplacementTable } from './kernel-table.js';
import { linearKernels } from './linear.js';
import { matrixKernels } from './matrix-products.js';
import { optimizerKernels } from './optimizer-update.js';
import { recurrentKernels } from './recurrent/kernels.js';
import { reductionKernels } from './reductions.js';

/** The fused kernels of `@refrain/ops`. */
export const fusedKernels: KernelTable = {
  ...recurrentKernels,
  ...attentionDecoderKernels,
  ...crossEntropyKernels,
  ...linearKernels,
  ...optimizerKernels,
};

/** Kernels that replace those of the cpu backend. */
export const replacedKernels: ReplacementTable = {
  ...matrixKernels,
  ...elementwiseKernels,
  ...reductionKernels,
  ...gatherKernels,
};
