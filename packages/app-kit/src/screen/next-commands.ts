import pc from 'picocolors';

/** What to type next: commands, each with what it is for, under a heading. */
export function nextCommands(commands: readonly (readonly [command: string, purpose: string])[]): string {
  const lines = commands.map(([command, purpose]) => `  ${pc.cyan(command)}  ${pc.dim(`# ${purpose}`)}`);
  return `\n${pc.bold('What to type next')}\n${lines.join('\n')}\n`;
}
