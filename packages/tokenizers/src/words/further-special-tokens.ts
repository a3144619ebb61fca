/** The roles of special tokens that no behaviour gives by itself. */
export const furtherRoles = ['start', 'end', 'mask'] as const;

/** Special tokens by role, where those for padding and unknown words are given by the behaviour. */
export type FurtherSpecialTokens = Readonly<Partial<Record<(typeof furtherRoles)[number], string>>>;
