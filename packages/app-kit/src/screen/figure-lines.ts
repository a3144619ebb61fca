import pc from 'picocolors';

/** A figure on a line of its own: its name, the number in bold, and what the number counts. */
export function figureLine(name: string, value: string, unit = ''): string {
  return `  ${name.padEnd(14)}${pc.bold(value.padStart(9))}${unit === '' ? '' : ` ${pc.dim(unit)}`}`;
}
