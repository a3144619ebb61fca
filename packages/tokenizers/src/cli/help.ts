import type { Command, OptionDescription } from './command.js';
import { commonOptions } from './parse-command-line.js';

export const programName = 'refrain-tokenizers';

/** The help of the program: its commands. */
export function programHelp(commands: Readonly<Record<string, Command>>): string {
  const entries = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const);
  return [
    'Trains tokenizers, and turns text into ids and back.',
    '',
    `Usage: ${programName} <command> [options]`,
    '',
    'Commands:',
    ...columns(entries),
    '',
    `Give ${programName} <command> --help for the options of a command.`,
    'Exit codes: 0 done, 1 failed, 2 wrong command line, 130 interrupted.',
    '',
  ].join('\n');
}

/** The help of one command: its options. */
export function commandHelp(name: string, { summary, operands, options, notes }: Command): string {
  return [
    `${summary[0]!.toUpperCase()}${summary.slice(1)}.`,
    '',
    `Usage: ${programName} ${name} [options] ${operands}`,
    '',
    'Options:',
    ...columns(Object.entries({ ...options, ...commonOptions }).map(optionColumns)),
    ...(notes === undefined ? [] : ['', notes]),
    '',
  ].join('\n');
}

function optionColumns([name, { value, help }]: [string, OptionDescription]): readonly [string, string] {
  return [value === undefined ? `--${name}` : `--${name} ${value}`, help];
}

function columns(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([left]) => left.length));
  return entries.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
