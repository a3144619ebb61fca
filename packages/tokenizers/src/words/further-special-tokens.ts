import type { SpecialRole } from '../vocabulary.js';

/** Special tokens by role, where those for padding and unknown words are given by the behaviour. */
export type FurtherSpecialTokens = Readonly<Partial<Record<Exclude<SpecialRole, 'padding' | 'unknown'>, string>>>;
