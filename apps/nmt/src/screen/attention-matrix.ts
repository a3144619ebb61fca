/** An attention matrix with what its rows and columns stand for. */
export interface AttentionMatrix {
  /** `[source]` */
  readonly source: readonly string[];
  /** `[target]`, the end included. */
  readonly target: readonly string[];
  /** Where the model looked for each target token, `[target][source]`; more columns are padding. */
  readonly weights: readonly ArrayLike<number>[];
}

const shades = [' ', '·', '░', '▒', '▓', '█'] as const;

/**
 * An attention matrix for the terminal: a row for each target token, a column for each source token, the darker the more
 * the model looked there. The source's tokens stand above their columns, each on a line of its own so that long ones fit.
 */
export function drawAttention({ source, target, weights }: AttentionMatrix): string {
  const width = Math.max(...target.map((token) => shownToken(token).length));
  const indent = ' '.repeat(width + 1);
  const headings = source.map((token, column) => {
    const bars = '  │'.repeat(column).replaceAll('  │', '│ ');
    return `${indent}${bars}${shownToken(token)}`;
  });
  const rows = target.map((token, row) => {
    const cells = source.map((_, column) => shade(weights[row]![column]!).repeat(2)).join('');
    return `${shownToken(token).padStart(width)} ${cells}`.trimEnd();
  });
  return [...headings, ...rows].join('\n');
}

/** The shades by equal shares of the weight: none below 5 %, full from 80 % on. */
function shade(weight: number): string {
  const limits = [0.05, 0.2, 0.4, 0.6, 0.8];
  return shades[limits.filter((limit) => weight >= limit).length]!;
}

/** A token without the space before it, which would be invisible. */
function shownToken(token: string): string {
  return token.trim() === '' ? '␣' : token.trim();
}
