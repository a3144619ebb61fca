import type { TemplateDescription, TemplatePart } from '../../description.js';
import type { JsonPart } from '../json-part.js';

/** What stands around texts, and what becomes of offsets. */
export interface ReadPostProcessor {
  readonly template: TemplateDescription;
  /** Whether white space at the ends of tokens is left out of their offsets, as the library does it. */
  readonly trimOffsets?: { readonly addPrefixSpace: boolean };
}

/** The field `post_processor`. Without one, two texts simply follow each other. */
export function readPostProcessor(part: JsonPart, tokens: readonly string[]): ReadPostProcessor {
  let template: TemplateDescription | undefined;
  let trimOffsets: ReadPostProcessor['trimOffsets'];
  for (const processor of flatten(part)) {
    if (template !== undefined) {
      processor.malformed(`${processor.path} follows a template, where only the last post-processor can be one`);
    }
    const read = processor.at('type').choice(readers)(processor, tokens);
    if (read.trimOffsets && trimOffsets) processor.malformed(`${processor.path} trims offsets a second time`);
    template = read.template;
    trimOffsets ??= read.trimOffsets;
  }
  return { template: template ?? bareTexts, ...(trimOffsets && { trimOffsets }) };
}

function flatten(part: JsonPart): JsonPart[] {
  if (part.isNull) return [];
  if (part.at('type').value !== 'Sequence') return [part];
  return part.withFields('type', 'processors').at('processors').list().flatMap(flatten);
}

type Reader = (part: JsonPart, tokens: readonly string[]) => Partial<ReadPostProcessor>;

const readers: Readonly<Record<string, Reader>> = {
  ByteLevel(part) {
    part.withFields('type', 'add_prefix_space', 'trim_offsets', 'use_regex');
    return readTrimming(part);
  },
  BertProcessing(part, tokens) {
    part.withFields('type', 'sep', 'cls');
    const start = readNamedId(part.at('cls'), tokens);
    const end = readNamedId(part.at('sep'), tokens);
    const single = [token(start, 0), first, token(end, 0)];
    return { template: { single, pair: [...single, second, token(end, 1)] } };
  },
  RobertaProcessing(part, tokens) {
    part.withFields('type', 'sep', 'cls', 'trim_offsets', 'add_prefix_space');
    const start = readNamedId(part.at('cls'), tokens);
    const end = readNamedId(part.at('sep'), tokens);
    const single = [token(start, 0), first, token(end, 0)];
    const pair = [...single, token(end, 0), { ...second, typeId: 0 }, token(end, 0)];
    return { template: { single, pair }, ...readTrimming(part) };
  },
  TemplateProcessing(part, tokens) {
    part.withFields('type', 'single', 'pair', 'special_tokens');
    const special = readSpecialTokens(part.at('special_tokens'), tokens);
    const read = (name: 'single' | 'pair') => {
      const template = part.at(name);
      const parts = template.list().flatMap((item) => readTemplateItem(item, special));
      const texts = parts.flatMap((item) => ('text' in item ? [item.text] : []));
      const expected = name === 'single' ? 'first' : 'first,second';
      if (texts.sort().join() === expected) return parts;
      return template.malformed(
        `${template.path} does not have ${name === 'single' ? 'the sequence A' : 'each of the sequences A and B'} once`,
      );
    };
    return { template: { single: read('single'), pair: read('pair') } };
  },
};

const first = { text: 'first', typeId: 0 } as const;
const second = { text: 'second', typeId: 1 } as const;
const bareTexts: TemplateDescription = { single: [first], pair: [first, second] };

function token(id: number, typeId: number): TemplatePart {
  return { id, typeId };
}

function readTrimming(part: JsonPart): Pick<ReadPostProcessor, 'trimOffsets'> {
  const addPrefixSpace = part.at('add_prefix_space').boolean();
  return part.at('trim_offsets').boolean() ? { trimOffsets: { addPrefixSpace } } : {};
}

/** A token and its id as a list of two. */
function readNamedId(part: JsonPart, tokens: readonly string[]): number {
  const [name, id, ...more] = part.list();
  if (name === undefined || id === undefined || more.length > 0) return part.refuseType('a token and its id');
  return checkedId(name, id, tokens);
}

function readSpecialTokens(part: JsonPart, tokens: readonly string[]): ReadonlyMap<string, number[]> {
  return new Map(
    part.entries().map(([name, entry]) => {
      const names = entry.withFields('id', 'ids', 'tokens').at('tokens').list();
      const ids = entry.at('ids').list();
      if (names.length !== ids.length)
        entry.malformed(`${entry.path} has ${names.length} tokens and ${ids.length} ids`);
      return [name, ids.map((id, position) => checkedId(names[position]!, id, tokens))];
    }),
  );
}

function checkedId(name: JsonPart, id: JsonPart, tokens: readonly string[]): number {
  const value = id.integer();
  if (tokens[value] !== name.string()) id.refuseType(`the id of ${JSON.stringify(name.value)}`);
  return value;
}

function readTemplateItem(item: JsonPart, special: ReadonlyMap<string, number[]>): TemplatePart[] {
  item.withFields('Sequence', 'SpecialToken');
  const sequence = item.at('Sequence');
  const fields = sequence.isNull ? item.at('SpecialToken') : sequence;
  fields.withFields('id', 'type_id');
  const typeId = fields.at('type_id').integer(255);
  if (!sequence.isNull) return [{ text: sequence.at('id').choice({ A: 'first', B: 'second' } as const), typeId }];
  const ids = special.get(fields.at('id').string());
  if (ids === undefined) return fields.at('id').refuseType('a name of special_tokens');
  return ids.map((id) => token(id, typeId));
}
