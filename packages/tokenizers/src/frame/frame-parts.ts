import { assertKnownOptions, assertOneOf, assertPositiveInteger, refuse } from '@refrain/core';
import type {
  AddedToken,
  PaddingDescription,
  TemplateDescription,
  TemplatePart,
  TokenizerDescription,
  TruncationDescription,
} from '../description.js';
import { loneSurrogate } from '../lone-surrogate.js';
import { specialRoles } from '../vocabulary.js';
import type { SpecialRole } from '../vocabulary.js';
import type { FrameOptions, PaddingOptions, TemplateName, TruncationOptions } from './frame-options.js';

/** The frame of a tokenizer in training: its special tokens, and how they join what is learned. */
export interface FrameParts {
  /** Written forms of the special tokens, in the order of their ids; all different. */
  readonly forms: readonly string[];
  /** The id of the first learned token: special tokens stand before the learned ones, or behind. */
  readonly firstLearnedId: number;
  /**
   * The frame's share of the description.
   *
   * @param learned the learned tokens in the order of their ids; none is the form of a special token
   */
  describe(learned: readonly string[]): FrameDescription;
}

/** What the frame has to say of a tokenizer. */
export type FrameDescription = Pick<
  TokenizerDescription,
  'tokens' | 'added' | 'roles' | 'template' | 'truncation' | 'padding'
>;

/**
 * Checks the options that all trainers share.
 *
 * @param options as the caller gave them; other fields of the object are not looked at
 * @throws InvalidArgumentError naming the option
 */
export function frameParts(options: FrameOptions): FrameParts {
  const { special = {}, extraSpecial = [], specialPosition = 'first' } = options;
  assertKnownOptions('special', special, specialRoles);
  if (!Array.isArray(extraSpecial)) refuse('extraSpecial', extraSpecial, { expected: 'a list of strings' });
  assertOneOf('specialPosition', specialPosition, ['first', 'last']);
  const entries = Object.entries(special) as [SpecialRole, string][];
  const forms: string[] = [];
  for (const [role, form] of entries) addForm(forms, `special.${role}`, form);
  for (const [position, form] of extraSpecial.entries()) addForm(forms, `extraSpecial[${position}]`, form);

  const names = new Map<string, number>(entries.map(([role], position) => [role, position]));
  for (const [position, form] of extraSpecial.entries()) {
    if (!names.has(form)) names.set(form, entries.length + position);
  }
  // Positions among the special tokens stand in for ids until it is known how many tokens are learned.
  const templates = readTemplates(options, names);
  const truncation = readTruncation(options.truncation);
  const padding = readPadding(options.padding);

  return {
    forms,
    firstLearnedId: specialPosition === 'first' ? forms.length : 0,
    describe(learned) {
      const offset = specialPosition === 'first' ? 0 : learned.length;
      const idAt = (position: number) => offset + position;
      const roles = Object.fromEntries(entries.map(([role], position) => [role, idAt(position)]));
      return {
        tokens: specialPosition === 'first' ? [...forms, ...learned] : [...learned, ...forms],
        added: forms.map((_, position): AddedToken => ({ id: idAt(position), special: true })),
        roles,
        ...(templates && { template: placeTemplates(templates, idAt) }),
        ...(truncation && { truncation }),
        ...(padding && { padding: { ...padding, id: roles.padding ?? 0 } }),
      };
    },
  };
}

function addForm(forms: string[], argument: string, form: unknown): void {
  if (typeof form !== 'string' || loneSurrogate(form) !== -1) {
    refuse(argument, form, { expected: 'a string of whole characters' });
  }
  if (forms.includes(form)) refuse(argument, form, { expected: 'different from the other special tokens' });
  forms.push(form);
}

/** A template whose ids are still to be placed. */
function readTemplates(
  { template, pairTemplate }: FrameOptions,
  names: ReadonlyMap<string, number>,
): TemplateDescription | undefined {
  if (template === undefined && pairTemplate === undefined) return undefined;
  const single = readTemplate('template', template ?? ['text'], names);
  if (pairTemplate === undefined) return { single };
  return { single, pair: readTemplate('pairTemplate', pairTemplate, names) };
}

function readTemplate(
  argument: 'template' | 'pairTemplate',
  parts: readonly TemplateName[],
  names: ReadonlyMap<string, number>,
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

function placeTemplates({ single, pair }: TemplateDescription, idAt: (position: number) => number) {
  const place = (part: TemplatePart): TemplatePart => ('id' in part ? { ...part, id: idAt(part.id) } : part);
  return { single: single.map(place), ...(pair && { pair: pair.map(place) }) };
}

function readTruncation(options: TruncationOptions | undefined): TruncationDescription | undefined {
  if (options === undefined) return undefined;
  assertKnownOptions('truncation', options, ['maximumLength', 'side', 'strategy']);
  const { maximumLength, side = 'right', strategy = 'longest-first' } = options;
  assertPositiveInteger('truncation.maximumLength', maximumLength);
  assertOneOf('truncation.side', side, ['left', 'right']);
  assertOneOf('truncation.strategy', strategy, ['longest-first', 'only-first', 'only-second']);
  return { maximumLength, side, strategy };
}

function readPadding(options: PaddingOptions | undefined): Omit<PaddingDescription, 'id'> | undefined {
  if (options === undefined) return undefined;
  assertKnownOptions('padding', options, ['length', 'side', 'multipleOf']);
  const { length, side = 'right', multipleOf } = options;
  if (length !== undefined) assertPositiveInteger('padding.length', length);
  assertOneOf('padding.side', side, ['left', 'right']);
  if (multipleOf !== undefined) assertPositiveInteger('padding.multipleOf', multipleOf);
  return {
    ...(length !== undefined && { length }),
    side,
    typeId: 0,
    ...(multipleOf !== undefined && { multipleOf }),
  };
}
