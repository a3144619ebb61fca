import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import type { AddedToken, TemplateDescription, TemplatePart, TokenizerDescription } from '../description.js';
import { loneSurrogate } from '../lone-surrogate.js';
import { isRole, specialRoles } from '../vocabulary.js';
import type { SpecialRole } from '../vocabulary.js';
import type { FrameOptions } from './frame-options.js';
import { readPadding, readTemplates, readTruncation } from './read-frame-options.js';

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
    if (!isRole(form)) names.set(form, entries.length + position);
  }
  // Positions among the special tokens stand in for ids until it is known how many tokens are learned.
  const templates = readTemplates(options, names);
  const truncation = options.truncation && readTruncation(options.truncation);
  // Checked now, though the padding token's id isn't known yet.
  if (options.padding !== undefined) readPadding(options.padding, 0);

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
        ...(options.padding && { padding: readPadding(options.padding, roles.padding ?? 0) }),
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

function placeTemplates({ single, pair }: TemplateDescription, idAt: (position: number) => number) {
  const place = (part: TemplatePart): TemplatePart => ('id' in part ? { ...part, id: idAt(part.id) } : part);
  return { single: single.map(place), ...(pair && { pair: pair.map(place) }) };
}
