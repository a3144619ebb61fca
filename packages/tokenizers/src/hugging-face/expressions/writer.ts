import { isSet } from './tree.js';
import type { CharacterSet, Expression, SetMember } from './tree.js';

/** What a dialect writes in its own way. */
export interface Script {
  /** Code points outside and inside of classes. */
  literal(value: number): string;
  inClass(value: number): string;
  property(name: string, negated: boolean): string;
  /** A set in brackets. */
  bracketed(negated: boolean, members: string): string;
  readonly start: string;
  readonly end: string;
  /** A group that gives nothing back; `isBehind` within one that looks behind. */
  atomic(writePart: () => string, isBehind: boolean): string;
  /** Called for each lookaround, with whether it stands within one that looks behind. */
  onLook?(isBehindAnother: boolean): unknown;
}

/** Writes an expression in a dialect. */
export function writeExpression(expression: Expression, script: Script): string {
  const write = (node: Expression, isBehind: boolean): string => {
    switch (node.kind) {
      case 'character':
        return writeSet(node.set, script, true);
      case 'sequence':
        return node.parts
          .map((part) => (part.kind === 'either' ? `(?:${write(part, isBehind)})` : write(part, isBehind)))
          .join('');
      case 'either':
        return node.branches.map((branch) => write(branch, isBehind)).join('|');
      case 'repeat': {
        const part = write(node.part, isBehind);
        return (node.part.kind === 'character' ? part : `(?:${part})`) + quantifier(node);
      }
      case 'atomic':
        return script.atomic(() => write(node.part, isBehind), isBehind);
      case 'look': {
        script.onLook?.(isBehind);
        const mark = (node.where === 'behind' ? '<' : '') + (node.negated ? '!' : '=');
        return `(?${mark}${write(node.part, isBehind || node.where === 'behind')})`;
      }
      case 'start':
        return script.start;
      case 'end':
        return script.end;
    }
  };
  return write(expression, false);
}

function quantifier({ minimum, maximum, lazy }: Extract<Expression, { kind: 'repeat' }>): string {
  // Behind {n}, where there is nothing to be lazy about, Oniguruma takes ? for a quantifier.
  return bounds(minimum, maximum) + (lazy && minimum !== maximum ? '?' : '');
}

function bounds(minimum: number, maximum: number): string {
  if (maximum === Infinity) return minimum === 0 ? '*' : minimum === 1 ? '+' : `{${minimum},}`;
  if (minimum === 0 && maximum === 1) return '?';
  return minimum === maximum ? `{${minimum}}` : `{${minimum},${maximum}}`;
}

/** Whether a set has a set in it that can't be dissolved. */
export function isNested(set: CharacterSet): boolean {
  return simplified(set).members.some(isSet);
}

function writeSet(set: CharacterSet, script: Script, isOuter: boolean): string {
  const { negated, members } = simplified(set);
  const [only] = members;
  if (isOuter && members.length === 1 && !isSet(only!)) {
    if ('property' in only!) return script.property(only.property, only.negated !== negated);
    if (!negated && only!.first === only!.last) return script.literal(only!.first);
  }
  return script.bracketed(negated, members.map((member) => writeMember(member, script)).join(''));
}

function writeMember(member: SetMember, script: Script): string {
  if (isSet(member)) return writeSet(member, script, false);
  if ('property' in member) return script.property(member.property, member.negated);
  if (member.first === member.last) return script.inClass(member.first);
  return `${script.inClass(member.first)}-${script.inClass(member.last)}`;
}

/** The same set without sets in it where these only add members, are all of it, or are the inverse of one property. */
function simplified({ negated, members }: CharacterSet): CharacterSet {
  const dissolved = members.flatMap((member): readonly SetMember[] => {
    if (!isSet(member)) return [member];
    const inner = simplified(member);
    if (!inner.negated) return inner.members;
    const [only] = inner.members;
    const isProperty = inner.members.length === 1 && 'property' in only!;
    return isProperty ? [{ ...only, negated: !only.negated }] : [inner];
  });
  const [only] = dissolved;
  if (dissolved.length !== 1 || !isSet(only!)) return { negated, members: dissolved };
  return { negated: negated !== only.negated, members: only.members };
}
