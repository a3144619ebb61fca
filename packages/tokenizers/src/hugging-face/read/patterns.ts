import { translateOniguruma } from '../expressions/translate.js';
import { namedExpressions } from '../expressions/named.js';
import type { PatternDescription } from '../../patterns/description.js';
import type { JsonPart } from '../json-part.js';

/** Reads `{ "String": … }` or `{ "Regex": … }`, the latter in the dialect of Oniguruma. */
export function readPattern(part: JsonPart): PatternDescription {
  part.withFields('String', 'Regex');
  const text = part.at('String');
  const expression = part.at('Regex');
  if (text.isNull === expression.isNull) part.malformed(`${part.path} has not one of String, Regex`);
  if (text.value === '') text.refuseType('a string to look for');
  if (!text.isNull) return { text: text.string() };
  const source = expression.string();
  for (const [name, written] of namedExpressions()) if (written === source) return { name };
  return translateOniguruma(source, (reason) => expression.malformed(`${expression.path} holds ${reason}`));
}
