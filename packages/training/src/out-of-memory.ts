/**
 * What the backends throw where a tensor does not fit: TensorFlow its status 8 (whose text the versions write in two
 * ways), or on a GPU that can't take another tensor's values that they are not initialized; `refrain` and `cpu` what
 * WebAssembly and the JavaScript engine say.
 */
const signs = [
  /OOM when allocating/,
  /RESOURCE_EXHAUSTED|Resource exhausted/,
  /Invalid TF_Status: 8\b/,
  /Dst tensor is not initialized/,
  /out of memory/i,
  /The WebAssembly memory must hold/,
  /Array buffer allocation failed|Invalid typed array length: \d/,
];

/**
 * Whether an error says that memory ran out, of a GPU or of the machine: less would fit, such as smaller batches.
 *
 * @example
 * await train(options).catch((error) => {
 *   if (isOutOfMemory(error)) console.log('Take smaller batches.');
 * });
 */
export function isOutOfMemory(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return signs.some((sign) => sign.test(text));
}
