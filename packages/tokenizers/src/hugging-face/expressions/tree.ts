/**
 * A regular expression as what it means, free of a dialect: read from one dialect and written in the other. Groups are
 * only brackets here, for a pattern is used for what it matches as a whole.
 */
export type Expression =
  /** One code point of a set. */
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  /** The first that matches, from left to right. */
  | { readonly kind: 'either'; readonly branches: readonly Expression[] }
  | {
      readonly kind: 'repeat';
      readonly part: Expression;
      readonly minimum: number;
      /** Infinity for as often as it goes. */
      readonly maximum: number;
      /** Whether fewer are tried before more. */
      readonly lazy: boolean;
    }
  /** Does not give back what it has matched. */
  | { readonly kind: 'atomic'; readonly part: Expression }
  /** Matches nothing itself, where `part` matches (or does not) before or behind this place. */
  | { readonly kind: 'look'; readonly where: 'ahead' | 'behind'; readonly negated: boolean; readonly part: Expression }
  | { readonly kind: 'start' | 'end' };

/** Code points: those of any member, or, negated, all others. */
export interface CharacterSet {
  readonly negated: boolean;
  readonly members: readonly SetMember[];
}

export type SetMember =
  /** From one code point to another, both included. */
  | { readonly first: number; readonly last: number }
  /** A property as JavaScript names it: `L`, `White_Space`, `Script=Han`. */
  | { readonly property: string; readonly negated: boolean }
  | CharacterSet;

/** Says why a pattern has no counterpart, in words that follow "holds": never returns. */
export type Refuse = (reason: string) => never;

export function character(...members: SetMember[]): Expression {
  return { kind: 'character', set: { negated: false, members } };
}

export function codePoint(value: number): SetMember {
  return { first: value, last: value };
}

export function property(name: string): SetMember {
  return { property: name, negated: false };
}

export function negate(members: readonly SetMember[]): CharacterSet {
  return { negated: true, members };
}

/** Whether a member is a set in a set. */
export function isSet(member: SetMember): member is CharacterSet {
  return 'members' in member;
}

const generalCategories = [
  ...['L', 'Lu', 'Ll', 'Lt', 'LC', 'Lm', 'Lo', 'M', 'Mn', 'Mc', 'Me', 'N', 'Nd', 'Nl', 'No', 'P', 'Pc', 'Pd', 'Ps'],
  ...['Pe', 'Pi', 'Pf', 'Po', 'S', 'Sm', 'Sc', 'Sk', 'So', 'Z', 'Zs', 'Zl', 'Zp', 'C', 'Cc', 'Cf', 'Cn', 'Co'],
  ...['Letter', 'Uppercase_Letter', 'Lowercase_Letter', 'Mark', 'Number', 'Punctuation', 'Symbol', 'Separator'],
];
const binaryProperties = [
  'Alphabetic',
  'Lowercase',
  'Uppercase',
  'White_Space',
  'Cased',
  'Case_Ignorable',
  'Ideographic',
  'Emoji',
  'ASCII',
];

/**
 * A property that both dialects have, as JavaScript names it; `name` may be that of a script.
 *
 * @returns undefined for any other name
 */
export function sharedProperty(name: string): string | undefined {
  if (generalCategories.includes(name) || binaryProperties.includes(name)) return name;
  if (!/^[A-Z][A-Za-z_]+$/.test(name)) return undefined;
  try {
    new RegExp(`\\p{Script=${name}}`, 'u');
    return `Script=${name}`;
  } catch {
    return undefined;
  }
}

/** Between a character of the set and one that is not of it, or at an end of the text beside one of the set. */
export function boundary(set: CharacterSet): Expression {
  const look = (where: 'ahead' | 'behind', negated: boolean): Expression => ({
    kind: 'look',
    where,
    negated,
    part: { kind: 'character', set },
  });
  return {
    kind: 'either',
    branches: [
      { kind: 'sequence', parts: [look('behind', false), look('ahead', true)] },
      { kind: 'sequence', parts: [look('behind', true), look('ahead', false)] },
    ],
  };
}
