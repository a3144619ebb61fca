/** Sets every logit below `threshold` to -Infinity, in place; logits equal to it stay, whatever their order. */
export function forbidBelow(logits: Float32Array, threshold: number): void {
  for (let id = 0; id < logits.length; id++) {
    if (logits[id]! < threshold) logits[id] = -Infinity;
  }
}
