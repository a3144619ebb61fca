import type { BeamNode, BeamStep } from '@refrain/decoding';
import pc from 'picocolors';

/** What a beam search followed, as a tree. */
export interface BeamTree {
  readonly steps: readonly BeamStep[];
  /** The written form of a target id. */
  tokenOf(id: number): string;
}

/** A beam search for the terminal: each token below the one before it, with the log-probability of the text up to there. */
export function drawBeamTree({ steps, tokenOf }: BeamTree): string {
  const children = new Map<number, BeamNode[]>();
  for (const node of steps.flatMap(({ beams }) => beams)) {
    const known = children.get(node.parent);
    if (known) known.push(node);
    else children.set(node.parent, [node]);
  }
  const lines: string[] = [];
  const draw = (parent: number, indent: string): void => {
    const nodes = children.get(parent) ?? [];
    nodes.forEach((node, index) => {
      const last = index === nodes.length - 1;
      // A token that alone goes on from the one before stays in its line of descent.
      const branch = nodes.length === 1 ? '─ ' : last ? '└ ' : '├ ';
      const text = node.finished ? pc.green('■') : JSON.stringify(tokenOf(node.id)).slice(1, -1);
      lines.push(`${indent}${branch}${text} ${pc.dim(node.logProbability.toFixed(2))}`);
      draw(node.node, `${indent}${nodes.length === 1 || last ? '  ' : '│ '}`);
    });
  };
  draw(0, '');
  return lines.join('\n');
}
