import type { TokenizerDescription } from './description.js';

/** Whether text comes back whole: `decode(encode(text), { special: 'skip' }) === text` for every text that is taken. */
export function isLossless({ model, normalizers, roles }: TokenizerDescription): boolean {
  return model.type === 'character' && normalizers.length === 0 && roles.unknown === undefined;
}
