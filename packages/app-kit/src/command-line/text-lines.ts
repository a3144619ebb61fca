import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CommandError } from './errors.js';

/** Lines of standard input that are handled together, unless each is to be shown at once. */
const linesAtOnce = 256;

/** Where texts come from. */
export interface TextSource {
  /** Those on the command line; none where they come from elsewhere. */
  readonly given: readonly string[];
  readonly file: string | undefined;
  /** Whether each text is to be handled as soon as it is read. */
  readonly oneByOne: boolean;
}

/** What is handled together: the texts given, the lines of a file, or many lines of standard input at a time. */
export async function* textGroups({ given, file, oneByOne }: TextSource): AsyncGenerator<string[]> {
  if (given.length > 0) return yield [...given];
  if (file !== undefined) return yield await linesOf(file);
  // Whoever types wants to see what comes of each line before typing the next.
  const size = process.stdin.isTTY || oneByOne ? 1 : linesAtOnce;
  let group: string[] = [];
  for await (const line of decodedLines(process.stdin)) {
    group.push(line);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/**
 * The texts before the first one that `check` refuses, so that they are handled; and what it threw.
 *
 * @param check throws for a text that can't be handled
 */
export function beforeRefusal(
  texts: readonly string[],
  check: (text: string, index: number) => void,
): { readonly accepted: readonly string[]; readonly refusal?: unknown } {
  for (const [index, text] of texts.entries()) {
    try {
      check(text, index);
    } catch (refusal) {
      return { accepted: texts.slice(0, index), refusal };
    }
  }
  return { accepted: texts };
}

/** @throws CommandError if there is no such file, it is empty, or it is not text in UTF-8 */
async function linesOf(file: string): Promise<string[]> {
  if (!existsSync(file)) {
    throw new CommandError(`--file must be the path of a text file; ${file} does not exist. Check the path.`);
  }
  const bytes = await readFile(file);
  if (bytes.length === 0) {
    throw new CommandError(`--file must be text in UTF-8; ${file} is empty. Give a file that has text in it.`);
  }
  const lines = textOf(bytes, file).split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`--file must be text in UTF-8; ${file} is not. Convert it to UTF-8.`);
  }
}

/** The lines of a stream of bytes, each as soon as it is there. @throws CommandError if it is not UTF-8 */
export async function* decodedLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 1;
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new CommandError(
        `standard input must be text in UTF-8; it is not valid behind line ${line - 1}. Convert it to UTF-8.`,
      );
    }
  };
  for await (const bytes of stream) {
    const lines = `${rest}${decode(bytes)}`.split(/\r?\n/);
    rest = lines.pop()!;
    for (const complete of lines) {
      line++;
      yield complete;
    }
  }
  rest += decode();
  if (rest !== '') yield rest;
}
