import { ExpressionReader } from './reader.js';
import type { Dialect, Quantifier } from './reader.js';
import { boundary, character, codePoint, isSet, negate, property, sharedProperty } from './tree.js';
import type { CharacterSet, Expression, Refuse, SetMember } from './tree.js';

/**
 * Reads a regular expression of Oniguruma's Ruby dialect, which Hugging Face's library uses.
 *
 * @param refuse called with what has no counterpart in JavaScript
 */
export function readOniguruma(source: string, refuse: Refuse): Expression {
  return new ExpressionReader(source, dialect(false), refuse).read();
}

/** The dialect, within `(?i:…)` with the case of letters ignored. */
function dialect(ignoresCase: boolean): Dialect {
  return {
    group: readGroup,
    escape: (reader) => readEscape(reader, ignoresCase),
    characterClass: (reader) => ({ kind: 'character', set: readClass(reader, ignoresCase) }),
    literal(value, reader) {
      if (value === '.') return { kind: 'character', set: negate([codePoint(0x0a)]) };
      if (value === '^') return lineStart;
      if (value === '$') return lineEnd;
      if (!ignoresCase) return character(codePoint(value.codePointAt(0)!));
      // Two letters can be the folded form of one: (?i:ss) matches ß.
      const pair = value + reader.peek();
      if (/^(?:f[fil]|s[st])$/i.test(pair)) reader.refuse(`${pair} within (?i:…)`);
      return character(...bothCases(value, reader));
    },
    quantify,
  };
}

/** Before a line: not behind a line feed that ends the text. */
const lineStart: Expression = {
  kind: 'either',
  branches: [
    { kind: 'start' },
    {
      kind: 'sequence',
      parts: [
        { kind: 'look', where: 'behind', negated: false, part: character(codePoint(0x0a)) },
        { kind: 'look', where: 'ahead', negated: true, part: { kind: 'end' } },
      ],
    },
  ],
};

const lineEnd: Expression = {
  kind: 'look',
  where: 'ahead',
  negated: false,
  part: { kind: 'either', branches: [{ kind: 'end' }, character(codePoint(0x0a))] },
};

function readGroup(reader: ExpressionReader): Expression {
  if (reader.take(':')) return reader.groupEnd();
  if (reader.take('>')) return { kind: 'atomic', part: reader.groupEnd() };
  for (const [mark, where, negated] of [
    ['=', 'ahead', false],
    ['!', 'ahead', true],
    ['<=', 'behind', false],
    ['<!', 'behind', true],
  ] as const) {
    if (reader.take(mark)) return { kind: 'look', where, negated, part: reader.groupEnd() };
  }
  if (!reader.take('i:')) reader.refuse(`the group (?${reader.match(/[^:)]*[:)]?/y)?.[0]}`);
  const inner = new ExpressionReader(reader.source, dialect(true), reader.refuse);
  inner.position = reader.position;
  const part = inner.groupEnd();
  reader.position = inner.position;
  return part;
}

function quantify(
  part: Expression,
  { minimum, maximum, suffix, braces }: Quantifier,
  reader: ExpressionReader,
): Expression {
  const repeat = (lazy: boolean): Expression => ({ kind: 'repeat', part, minimum, maximum, lazy });
  if (suffix === '') return repeat(false);
  if (suffix === '?') {
    // {n}? is not a lazy {n} in this dialect: it may also match nothing.
    if (braces && minimum === maximum) reader.refuse(`the quantifier {${minimum}}?`);
    return repeat(true);
  }
  // Behind braces, + repeats; behind the others it keeps what was matched.
  if (braces) return { kind: 'repeat', part: repeat(false), minimum: 1, maximum: Infinity, lazy: false };
  return { kind: 'atomic', part: repeat(false) };
}

function readEscape(reader: ExpressionReader, ignoresCase: boolean): Expression {
  const letter = reader.peek();
  const place = { A: 'start', z: 'end' }[letter];
  if (place !== undefined) {
    reader.next();
    return { kind: place as 'start' | 'end' };
  }
  if (letter === 'b') {
    reader.next();
    return boundary({ negated: false, members: wordMembers });
  }
  const member = readEscapedMember(reader, wordMembers);
  return character(...(ignoresCase ? folded(member, reader) : [member]));
}

/** Letters, marks, digits and connectors: `\w` in a class. */
const classWordMembers: readonly SetMember[] = ['Alphabetic', 'M', 'Nd', 'Pc'].map(property);

/** `\w` outside of classes, where fractions and superscripts of Latin-1 are among them. */
const wordMembers: readonly SetMember[] = [
  ...classWordMembers,
  { first: 0xb2, last: 0xb3 },
  codePoint(0xb9),
  { first: 0xbc, last: 0xbe },
];

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27 };

/** What an escape stands for, in a class or outside, where `\w` is `words`; the reader is behind the backslash. */
function readEscapedMember(reader: ExpressionReader, words: readonly SetMember[]): SetMember {
  const letter = reader.next();
  if (Object.hasOwn(controls, letter)) return codePoint(controls[letter]!);
  switch (letter) {
    case 's':
      return property('White_Space');
    case 'S':
      return { property: 'White_Space', negated: true };
    case 'd':
      return property('Nd');
    case 'D':
      return { property: 'Nd', negated: true };
    case 'w':
      return { negated: false, members: words };
    case 'W':
      return negate(words);
    case 'p':
    case 'P':
      return readProperty(reader, letter === 'P');
    case 'x':
    case 'u':
      return readNumbered(reader, letter);
  }
  if (letter === '' || /[\p{L}\p{N}]/u.test(letter)) reader.refuse(`the escape \\${letter}`);
  return codePoint(letter.codePointAt(0)!);
}

function readProperty(reader: ExpressionReader, inverted: boolean): SetMember {
  const found = reader.match(/\{(\^?)([^}]*)\}/y) ?? reader.refuse('a \\p without a name');
  const name = sharedProperty(found[2]!) ?? reader.refuse(`the property ${found[2]}`);
  return { property: name, negated: inverted !== (found[1] === '^') };
}

function readNumbered(reader: ExpressionReader, letter: 'x' | 'u'): SetMember {
  const found = reader.match(
    letter === 'u' ? /([\dA-Fa-f]{4})/y : /\{([\dA-Fa-f]{1,6})\}|([0-7][\dA-Fa-f])(?![\dA-Fa-f])/y,
  );
  const value = Number.parseInt(found?.[1] ?? found?.[2] ?? '', 16);
  if (!(value <= 0x10ffff) || (value >= 0xd800 && value <= 0xdfff)) reader.refuse(`the escape \\${letter}`);
  return codePoint(value);
}

/** A class, the reader being behind its opening bracket. */
function readClass(reader: ExpressionReader, ignoresCase: boolean): CharacterSet {
  const negated = reader.take('^');
  if (reader.peek() === ']') reader.refuse('a class that begins with ]');
  const members: SetMember[] = [];
  while (!reader.take(']')) {
    if (reader.peek() === '') reader.refuse('a [ that is not closed');
    if (reader.source.startsWith('&&', reader.position)) reader.refuse('the intersection &&');
    if (reader.source.startsWith('[:', reader.position)) reader.refuse('a class with [:');
    const first = readClassMember(reader, ignoresCase);
    const isRange = reader.peek() === '-' && reader.source[reader.position + 1] !== ']' && 'first' in first;
    if (!isRange) {
      members.push(...(ignoresCase ? folded(first, reader) : [first]));
      continue;
    }
    reader.next();
    const last = readClassMember(reader, ignoresCase);
    if (!('first' in last) || last.first < first.first) reader.refuse('a range of a class without an order');
    const range = { first: first.first, last: last.first };
    members.push(...(ignoresCase ? folded(range, reader) : [range]));
  }
  if (ignoresCase && negated) reader.refuse('a negated class within (?i:…)');
  return { negated, members };
}

function readClassMember(reader: ExpressionReader, ignoresCase: boolean): SetMember {
  if (reader.take('[')) return readClass(reader, ignoresCase);
  if (!reader.take('\\')) return codePoint(reader.next().codePointAt(0)!);
  if (reader.peek() === 'b') reader.refuse('the escape \\b in a class');
  return readEscapedMember(reader, classWordMembers);
}

/** A member of a class with the other cases of its letters. */
function folded(member: SetMember, reader: ExpressionReader): SetMember[] {
  if (isSet(member)) return [member];
  if (!('first' in member) || member.last > 0x7f) return reader.refuse('more than ASCII within (?i:…)');
  const values = Array.from({ length: member.last - member.first + 1 }, (_, index) => member.first + index);
  return values.flatMap((value) => bothCases(String.fromCodePoint(value), reader));
}

/** A character and those that differ from it by their case alone, the long s and the Kelvin sign among them. */
function bothCases(value: string, reader: ExpressionReader): SetMember[] {
  if (value > '\x7f') reader.refuse('more than ASCII within (?i:…)');
  const others = { s: 'ſ', k: '\u212a' }[value.toLowerCase()] ?? '';
  return [...new Set([value.toLowerCase(), value.toUpperCase(), ...others])].map((form) =>
    codePoint(form.codePointAt(0)!),
  );
}
