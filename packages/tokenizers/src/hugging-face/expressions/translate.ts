import type { PatternDescription } from '../../patterns/description.js';
import { readJavaScript } from './read-javascript.js';
import { readOniguruma } from './read-oniguruma.js';
import type { Expression, Refuse } from './tree.js';
import { isNested, writeExpression } from './writer.js';

/** A regular expression of JavaScript that matches what one of Oniguruma does. */
export function translateOniguruma(source: string, refuse: Refuse): PatternDescription {
  const expression = readOniguruma(source, refuse);
  const number = (value: number) => `\\u{${value.toString(16)}}`;
  let groups = 0;
  const regularExpression = writeExpression(expression, {
    literal: (value) => written(value, { marked: /[\^$\\.*+?()[\]{}|/]/, number }),
    inClass: (value) => written(value, { marked: /[\^\\()[\]{}|/-]/, number, numbered: /[!#%&*+,.:;<=>?@`~$]/ }),
    property: (name, negated) => `\\${negated ? 'P' : 'p'}{${name}}`,
    bracketed: (negated, members) => `[${negated ? '^' : ''}${members}]`,
    start: '^',
    end: '$',
    // A lookahead keeps its first match; what it matched is then matched once more.
    atomic(writePart, isBehind) {
      if (isBehind) refuse('an atomic group within one that looks behind');
      const group = ++groups;
      return `(?=(${writePart()}))\\${group}(?:)`;
    },
  });
  return { regularExpression, flags: nests(expression) ? 'v' : 'u' };
}

/** A regular expression of Oniguruma that matches what one of JavaScript does. */
export function translateJavaScript(expression: Pick<RegExp, 'source' | 'flags'>, refuse: Refuse): string {
  const number = (value: number) => `\\x{${value.toString(16)}}`;
  return writeExpression(readJavaScript(expression, refuse), {
    literal: (value) => written(value, { marked: /[\^$\\.*+?()[\]{}|]/, number }),
    inClass: (value) => written(value, { marked: /[\^\\[\]&-]/, number }),
    property(name, negated) {
      if (name === 'White_Space') return negated ? '\\S' : '\\s';
      return `\\${negated ? 'P' : 'p'}{${name.replace('Script=', '')}}`;
    },
    bracketed(negated, members) {
      if (members === '') return negated ? '[\\s\\S]' : '(?!)';
      return `[${negated ? '^' : ''}${members}]`;
    },
    start: '\\A',
    end: '\\z',
    atomic: (writePart) => `(?>${writePart()})`,
    onLook: (isBehindAnother) => isBehindAnother && refuse('a look around within one that looks behind'),
  });
}

interface WrittenForms {
  /** Characters that mean something else without a backslash. */
  readonly marked: RegExp;
  /** Those that are written by number although they can be seen. */
  readonly numbered?: RegExp;
  number(value: number): string;
}

/** A code point as it is if it can be seen, else by number. */
function written(value: number, { marked, numbered, number }: WrittenForms): string {
  const text = String.fromCodePoint(value);
  if (marked.test(text)) return `\\${text}`;
  const isPlain = /[\p{L}\p{N}\p{P}\p{S} ]/u.test(text) && !numbered?.test(text);
  return isPlain ? text : number(value);
}

function nests(expression: Expression): boolean {
  switch (expression.kind) {
    case 'character':
      return isNested(expression.set);
    case 'sequence':
      return expression.parts.some(nests);
    case 'either':
      return expression.branches.some(nests);
    case 'repeat':
    case 'atomic':
    case 'look':
      return nests(expression.part);
    default:
      return false;
  }
}
