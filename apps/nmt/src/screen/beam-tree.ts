import type { BeamNode, BeamStep } from '@refrain/decoding';
import pc from 'picocolors';

/** What a beam search followed, as a tree. */
export interface BeamTree {
  readonly steps: readonly BeamStep[];
  /** The written form of target ids. */
  textOf(ids: readonly number[]): string;
}

/**
 * A beam search for the terminal: what was written up to where the search branched, the branches below it, each with the
 * log-probability of the text up to its end; ■ is where a text ended.
 */
export function drawBeamTree({ steps, textOf }: BeamTree): string {
  const children = new Map<number, BeamNode[]>();
  for (const node of steps.flatMap(({ beams }) => beams)) {
    const known = children.get(node.parent);
    if (known) known.push(node);
    else children.set(node.parent, [node]);
  }
  const lines: string[] = [];
  const draw = (parent: BeamNode | undefined, indent: string): void => {
    const nodes = children.get(parent?.node ?? 0) ?? [];
    nodes.forEach((node, index) => {
      const chain = unbranched(node, children);
      const end = chain.at(-1)!;
      const isLast = index === nodes.length - 1;
      const ids = chain.filter(({ finished }) => !finished).map(({ id }) => id);
      const written = parent ? textOf([parent.id, ...ids]).slice(textOf([parent.id]).length) : textOf(ids);
      const text = [...(ids.length > 0 ? [shown(written, parent)] : []), ...(end.finished ? [pc.green('■')] : [])];
      lines.push(`${indent}${isLast ? '└' : '├'} ${text.join(' ')} ${pc.dim(end.logProbability.toFixed(2))}`);
      draw(end, `${indent}${isLast ? '  ' : '│ '}`);
    });
  };
  draw(undefined, '');
  return lines.join('\n');
}

/** A node and those behind it, up to where the search branched or ended. */
function unbranched(node: BeamNode, children: ReadonlyMap<number, readonly BeamNode[]>): BeamNode[] {
  const next = children.get(node.node) ?? [];
  return next.length === 1 ? [node, ...unbranched(next[0]!, children)] : [node];
}

/** Text in a line of its own: without the space before it, or with a mark where it goes on in the middle of a word. */
function shown(text: string, parent: BeamNode | undefined): string {
  const marked = parent && /^[\p{L}\p{N}]/u.test(text) ? `…${text}` : text;
  return JSON.stringify(text.trim() === '' ? text : marked.trimStart()).slice(1, -1);
}
