import type {
  AddedToken,
  OffsetTrimming,
  PaddingDescription,
  TemplateDescription,
  TemplatePart,
  TokenizerDescription,
  TruncationDescription,
} from '../description.js';
import { specialRoles } from '../vocabulary.js';
import { flag, integer, list, malformed, object, oneOf, plainObject, refuseField } from './fields.js';
import type { Reader } from './fields.js';

/** Readers of what stands around a text, for a vocabulary of `size` tokens. */
export function frameReaders(size: number) {
  const id = integer(0, size - 1);
  const typeId = integer(0, 255);
  const side = oneOf('left', 'right');
  const token = object<TemplatePart>({ id, typeId });
  const place = object<TemplatePart>({ text: oneOf('first', 'second'), typeId });
  const part: Reader<TemplatePart> = (value, path) => ('id' in plainObject(value, path) ? token : place)(value, path);
  return {
    added: readAdded(id),
    roles: object<TokenizerDescription['roles']>({}, Object.fromEntries(specialRoles.map((role) => [role, id]))),
    template: object<TemplateDescription>(
      { single: withTexts(list(part), ['first']) },
      { pair: withTexts(list(part), ['first', 'second']) },
    ),
    truncation: object<TruncationDescription>({
      maximumLength: integer(1),
      side,
      strategy: oneOf('longest-first', 'only-first', 'only-second'),
    }),
    padding: object<PaddingDescription>({ side, id, typeId }, { length: integer(1), multipleOf: integer(1) }),
    trimOffsets: object<OffsetTrimming>({ addPrefixSpace: flag }),
  };
}

function readAdded(id: Reader<number>): Reader<AddedToken[]> {
  const entries = list(
    object<AddedToken>(
      { id, special: flag },
      { singleWord: flag, stripLeft: flag, stripRight: flag, normalized: flag },
    ),
  );
  return (value, path) => {
    const added = entries(value, path);
    const places = new Map<number, number>();
    for (const [position, token] of added.entries()) {
      const other = places.get(token.id);
      if (other !== undefined)
        malformed(`${path}[${position}] has the id ${token.id}, which ${path}[${other}] has too`);
      places.set(token.id, position);
    }
    return added;
  };
}

/** A template with each of `texts` once, in any order. */
function withTexts(read: Reader<TemplatePart[]>, texts: readonly string[]): Reader<TemplatePart[]> {
  return (value, path) => {
    const parts = read(value, path);
    const given = parts.flatMap((part) => ('text' in part ? [part.text] : []));
    if (given.sort().join() !== texts.join()) {
      refuseField(
        path,
        value,
        `a list with ${texts.length === 1 ? 'the first text' : 'the first and the second text'}, once`,
      );
    }
    return parts;
  };
}
