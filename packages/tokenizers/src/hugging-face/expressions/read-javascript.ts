import { ExpressionReader } from './reader.js';
import type { Dialect, Quantifier } from './reader.js';
import { boundary, character, codePoint, negate, property, sharedProperty } from './tree.js';
import type { CharacterSet, Expression, Refuse, SetMember } from './tree.js';

/**
 * Reads a valid regular expression of JavaScript with the flag `u` or `v`.
 *
 * @param refuse called with what has no counterpart in Oniguruma's dialect
 */
export function readJavaScript({ source, flags }: Pick<RegExp, 'source' | 'flags'>, refuse: Refuse): Expression {
  for (const flag of ['i', 'm']) if (flags.includes(flag)) refuse(`the flag ${flag}`);
  const dialect: Dialect = {
    group: readGroup,
    escape: readEscape,
    characterClass: (reader) => ({ kind: 'character', set: readClass(reader, flags.includes('v')) }),
    literal(value) {
      if (value === '^') return { kind: 'start' };
      if (value === '$') return { kind: 'end' };
      if (value !== '.') return character(codePoint(value.codePointAt(0)!));
      return { kind: 'character', set: negate(flags.includes('s') ? [] : lineTerminators) };
    },
    quantify: (part, { minimum, maximum, suffix }: Quantifier) => ({
      kind: 'repeat',
      part,
      minimum,
      maximum,
      lazy: suffix === '?',
    }),
  };
  return new ExpressionReader(source, dialect, refuse).read();
}

const lineTerminators = [0x0a, 0x0d, 0x2028, 0x2029].map(codePoint);
const digits: SetMember = { first: 0x30, last: 0x39 };
const wordMembers: readonly SetMember[] = [
  digits,
  { first: 0x41, last: 0x5a },
  codePoint(0x5f),
  { first: 0x61, last: 0x7a },
];

/** `\s`: Unicode's White_Space but for the next line (U+0085), and the byte order mark. */
const spaceMembers: readonly SetMember[] = [
  { first: 0x09, last: 0x0d },
  ...[0x20, 0xa0, 0x1680].map(codePoint),
  { first: 0x2000, last: 0x200a },
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].map(codePoint),
];

function readGroup(reader: ExpressionReader): Expression {
  if (reader.take(':')) return reader.groupEnd();
  for (const [mark, where, negated] of [
    ['=', 'ahead', false],
    ['!', 'ahead', true],
    ['<=', 'behind', false],
    ['<!', 'behind', true],
  ] as const) {
    if (reader.take(mark)) return { kind: 'look', where, negated, part: reader.groupEnd() };
  }
  if (reader.match(/<[^>]+>/y) === undefined) reader.refuse(`the group (?${reader.match(/[^:)]*[:)]?/y)?.[0]}`);
  return reader.groupEnd();
}

function readEscape(reader: ExpressionReader): Expression {
  if (reader.take('b')) return boundary({ negated: false, members: wordMembers });
  if (reader.take('B')) {
    return { kind: 'look', where: 'ahead', negated: true, part: boundary({ negated: false, members: wordMembers }) };
  }
  return character(readEscapedMember(reader));
}

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

/** What an escape stands for, in a class or outside; the reader is behind the backslash. */
function readEscapedMember(reader: ExpressionReader): SetMember {
  const letter = reader.next();
  if (Object.hasOwn(controls, letter)) return codePoint(controls[letter]!);
  switch (letter) {
    case 's':
      return { negated: false, members: spaceMembers };
    case 'S':
      return negate(spaceMembers);
    case 'd':
      return digits;
    case 'D':
      return negate([digits]);
    case 'w':
      return { negated: false, members: wordMembers };
    case 'W':
      return negate(wordMembers);
    case 'p':
    case 'P':
      return readProperty(reader, letter === 'P');
    case 'x':
    case 'u':
      return readNumbered(reader, letter);
  }
  if (/[\p{L}\p{N}]/u.test(letter)) reader.refuse(`the escape \\${letter}`);
  return codePoint(letter.codePointAt(0)!);
}

function readProperty(reader: ExpressionReader, negated: boolean): SetMember {
  const name = reader.match(/\{([^}]*)\}/y)![1]!;
  const value = name.replace(/^(?:sc|Script|gc|General_Category)=/, '');
  return { ...property(sharedProperty(value) ?? reader.refuse(`the property ${name}`)), negated };
}

function readNumbered(reader: ExpressionReader, letter: 'x' | 'u'): SetMember {
  const pattern = letter === 'x' ? /([\dA-Fa-f]{2})/y : /\{([\dA-Fa-f]+)\}|([\dA-Fa-f]{4})/y;
  const found = reader.match(pattern)!;
  const value = Number.parseInt(found[1] ?? found[2]!, 16);
  if (value < 0xd800 || value > 0xdfff) return codePoint(value);
  const low = value < 0xdc00 ? reader.match(/\\u([dD][c-fC-F][\dA-Fa-f]{2})/y) : undefined;
  if (low === undefined) return reader.refuse('half a character');
  return codePoint(String.fromCharCode(value, Number.parseInt(low[1]!, 16)).codePointAt(0)!);
}

/** A class, the reader being behind its opening bracket. */
function readClass(reader: ExpressionReader, nests: boolean): CharacterSet {
  const negated = reader.take('^');
  const members: SetMember[] = [];
  while (!reader.take(']')) {
    for (const operation of nests ? ['&&', '--', '\\q'] : []) {
      if (reader.source.startsWith(operation, reader.position)) reader.refuse(`a class with ${operation}`);
    }
    const first = readClassMember(reader, nests);
    if ('first' in first && reader.peek() === '-' && reader.source[reader.position + 1] !== ']') {
      reader.next();
      const last = readClassMember(reader, nests) as { readonly last: number };
      members.push({ first: first.first, last: last.last });
    } else {
      members.push(first);
    }
  }
  return { negated, members };
}

function readClassMember(reader: ExpressionReader, nests: boolean): SetMember {
  if (nests && reader.take('[')) return readClass(reader, nests);
  if (!reader.take('\\')) return codePoint(reader.next().codePointAt(0)!);
  if (reader.take('b')) return codePoint(0x08);
  return readEscapedMember(reader);
}
