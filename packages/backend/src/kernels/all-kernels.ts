import type { KernelTable, ReplacementTable } from './kernel-table.js';
import { recurrentKernels } from './recurrent/kernels.js';

/** The fused kernels of `@refrain/ops`. */
export const fusedKernels: KernelTable = { ...recurrentKernels };

/** Kernels that replace those of the cpu backend. */
export const replacedKernels: ReplacementTable = {};
