import { assertKnownOptions, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import type { PaddingDescription, TemplateDescription, TemplatePart, TruncationDescription } from '../description.js';
import type { FrameOptions, PaddingOptions, TemplateName, TruncationOptions } from './frame-options.js';

/** The ids of special tokens by role, or by the written form of one without a role. */
export type TokenNames = ReadonlyMap<string, number>;

/**
 * The templates that the options ask for, or undefined where they ask for none.
 *
 * @param names the ids of special tokens by the names that templates have for them
 */
export function readTemplates(
  { template, pairTemplate }: Pick<FrameOptions, 'template' | 'pairTemplate'>,
  names: TokenNames,
): TemplateDescription | undefined {
  if (template === undefined && pairTemplate === undefined) return undefined;
  const single = readTemplate('template', template ?? ['text'], names);
  if (pairTemplate === undefined) return { single };
  return { single, pair: readTemplate('pairTemplate', pairTemplate, names) };
}

/** One template, or that of a pair. */
export function readTemplate(
  argument: 'template' | 'pairTemplate',
  parts: readonly TemplateName[],
  names: TokenNames,
): TemplatePart[] {
  if (!Array.isArray(parts)) refuse(argument, parts, { expected: 'a list of names' });
  const texts = argument === 'template' ? ['text'] : ['text', 'pair'];
  const given = parts.filter((part) => part === 'text' || part === 'pair');
  if (given.join() !== texts.join()) {
    refuse(argument, parts, { expected: `a list with ${texts.map((text) => `'${text}'`).join(' and then ')}, once` });
  }
  let typeId = 0;
  return parts.map((part, position): TemplatePart => {
    if (part === 'text') return { text: 'first', typeId };
    if (part === 'pair') return { text: 'second', typeId: (typeId = 1) };
    const id = names.get(part);
    if (id === undefined) {
      const known = [...names.keys()].join(', ') || '(none)';
      refuse(`${argument}[${position}]`, part, {
        expected: `${texts.map((text) => `'${text}'`).join(', ')} or a special token; those given are ${known}`,
      });
    }
    return { id, typeId };
  });
}

/** The truncation that the options ask for. */
export function readTruncation(options: TruncationOptions): TruncationDescription {
  assertKnownOptions('truncation', options, ['maximumLength', 'side', 'strategy']);
  const { maximumLength, side = 'right', strategy = 'longest-first' } = options;
  assertPositiveInteger('truncation.maximumLength', maximumLength);
  assertOneOf('truncation.side', side, ['left', 'right']);
  assertOneOf('truncation.strategy', strategy, ['longest-first', 'only-first', 'only-second']);
  return { maximumLength, side, strategy };
}

/** The padding that the options ask for, with the token that fills up. */
export function readPadding(options: PaddingOptions, id: number): PaddingDescription {
  assertKnownOptions('padding', options, ['length', 'side', 'multipleOf']);
  const { length, side = 'right', multipleOf } = options;
  if (length !== undefined) assertPositiveInteger('padding.length', length);
  assertOneOf('padding.side', side, ['left', 'right']);
  if (multipleOf !== undefined) assertPositiveInteger('padding.multipleOf', multipleOf);
  return {
    ...(length !== undefined && { length }),
    side,
    id,
    typeId: 0,
    ...(multipleOf !== undefined && { multipleOf }),
  };
}
