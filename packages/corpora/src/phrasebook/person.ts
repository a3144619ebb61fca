/** Who does something. English "you" is Spanish "tú"; there is no "vosotros" and no "usted". */
export type Person = 'I' | 'you' | 'he' | 'we' | 'they';

export const persons = ['I', 'you', 'he', 'we', 'they'] as const satisfies readonly Person[];

export type Gender = 'masculine' | 'feminine';

export type GrammaticalNumber = 'singular' | 'plural';

/** The same in both languages; either may be empty. */
export interface Phrase {
  readonly english: string;
  readonly spanish: string;
}
