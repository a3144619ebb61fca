import type { PatternDescription } from '../../patterns/description.js';
import { namedExpressions } from '../expressions/named.js';
import { translateJavaScript } from '../expressions/translate.js';
import { refusePart } from './refuse-part.js';

/** Writes a pattern as `{ String }` or `{ Regex }`. */
export function writePattern(pattern: PatternDescription): { readonly String: string } | { readonly Regex: string } {
  if ('name' in pattern) return { Regex: namedExpressions().get(pattern.name)! };
  if ('text' in pattern) return { String: pattern.text };
  const { regularExpression: source, flags } = pattern;
  const refuse = (reason: string) => refusePart(`the regular expression /${source}/${flags}, which holds ${reason}`);
  return { Regex: translateJavaScript({ source, flags }, refuse) };
}
