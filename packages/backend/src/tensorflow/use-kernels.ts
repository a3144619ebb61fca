/** Gives the backend in use, one of TensorFlow's, the fused kernels of `@refrain/ops`; why some are missing. */
export function useTensorflowKernels(): string[] {
  return [];
}
