/**
 * Why the backend `refrain` can't run here, in one sentence; `undefined` if it can.
 *
 * It needs WebAssembly with 128-bit SIMD and shared memory: Node 20, Chrome 91, Firefox 89, Safari 16.4 or newer. Threads
 * are used where the host allows them; a page that isn't cross-origin isolated runs everything on one.
 */
export function unsupportedReason(): string | undefined {
  if (typeof WebAssembly === 'undefined') return 'WebAssembly is not available.';
  try {
    new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  } catch {
    return 'WebAssembly has no shared memory.';
  }
  // A function () -> v128 that adds vectors: valid only where SIMD is known.
  const simd = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
  ];
  if (!WebAssembly.validate(Uint8Array.from(simd))) return 'WebAssembly has no SIMD.';
  return undefined;
}
