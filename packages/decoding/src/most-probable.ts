import type { Distribution } from './distribution.js';
import type { IdLogProbability } from './generated-token.js';

/** The `count` most probable ids, best first, of equals the smaller id first; fewer where fewer are allowed. */
export function mostProbable(distribution: Distribution, count: number): IdLogProbability[] {
  const { logits } = distribution;
  const ids = Array.from(logits.keys()).filter((id) => logits[id]! > -Infinity);
  ids.sort((a, b) => logits[b]! - logits[a]! || a - b);
  return ids.slice(0, count).map((id) => ({ id, logProbability: distribution.logProbability(id) }));
}
