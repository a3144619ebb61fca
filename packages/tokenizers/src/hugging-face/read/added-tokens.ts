import type { AddedToken } from '../../description.js';
import type { JsonPart } from '../json-part.js';
import type { ReadModel } from './models.js';

/** The tokens found before all else, and all tokens by id: the model's, then those that only this list has. */
export interface ReadAddedTokens {
  readonly added: readonly AddedToken[];
  readonly tokens: readonly string[];
}

/**
 * The field `added_tokens`. Hugging Face's library gives a token the id that the model has for it, else the next free
 * one, whatever the file says; a file that says anything else is refused.
 */
export function readAddedTokens(part: JsonPart, model: ReadModel): ReadAddedTokens {
  const tokens = [...model.tokens];
  const added: AddedToken[] = [];
  const places = new Map<string, string>();
  for (const item of part.isNull ? [] : part.list()) {
    item.withFields('id', 'content', 'single_word', 'lstrip', 'rstrip', 'normalized', 'special');
    const content = item.at('content').string();
    if (content === '') item.at('content').refuseType('a string that text can hold');
    const earlier = places.get(content);
    if (earlier !== undefined) item.malformed(`${item.path} repeats the content of ${earlier}`);
    places.set(content, item.path);
    const id = model.ids.get(content) ?? tokens.push(content) - 1;
    if (item.at('id').integer() !== id) item.at('id').refuseType(`${id}, the id that the library gives this token,`);
    added.push({
      id,
      special: item.at('special').boolean(),
      ...(item.at('single_word').boolean() && { singleWord: true }),
      ...(item.at('lstrip').boolean() && { stripLeft: true }),
      ...(item.at('rstrip').boolean() && { stripRight: true }),
      ...(item.at('normalized').boolean() && { normalized: true }),
    });
  }
  return { added, tokens };
}
