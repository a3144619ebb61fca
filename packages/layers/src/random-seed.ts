/** A seed for layers and initializers that were given none, as every layer of TensorFlow.js draws one. */
export function randomSeed(): number {
  return globalThis.crypto.getRandomValues(new Uint32Array(1))[0]!;
}
