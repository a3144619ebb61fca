/** What the TensorFlow library of tfjs-node-gpu 4.22 opens: the driver, CUDA 11.2 and cuDNN 8. */
const cudaLibraries = [
  'libcuda.so.1',
  'libcudart.so.11.0',
  'libcublas.so.11',
  'libcublasLt.so.11',
  'libcufft.so.10',
  'libcurand.so.10',
  'libcusolver.so.11',
  'libcusparse.so.11',
  'libcudnn.so.8',
];

/**
 * The first of CUDA's libraries that TensorFlow would not find; `undefined` where all are there, or nothing is known.
 *
 * TensorFlow itself goes on without a GPU, and says why in its log only.
 */
export function missingCudaLibrary(canOpen: (library: string) => boolean = opens): string | undefined {
  return process.platform === 'linux' ? cudaLibraries.find((library) => !canOpen(library)) : undefined;
}

/** Whether the system's loader finds a library: one that it does find is refused later, as no module of Node's. */
function opens(library: string): boolean {
  try {
    process.dlopen({ exports: {} }, library);
    return true;
  } catch (error) {
    return !/cannot open shared object file/.test((error as Error).message);
  }
}
