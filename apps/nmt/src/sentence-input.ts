import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CommandError } from '@refrain/app-kit';
import { InvalidArgumentError } from '@refrain/core';
import { decodeText } from '@refrain/corpora';

/** Lines of standard input that are translated together, unless each is to be shown at once. */
const linesAtOnce = 256;

/** Where sentences come from. */
export interface SentenceSource {
  /** Those on the command line; none where they come from elsewhere. */
  readonly sentences: readonly string[];
  readonly file: string | undefined;
  /** Whether each sentence is to be translated as soon as it is read. */
  readonly oneByOne: boolean;
}

/** What is translated together: the sentences given, the lines of a file, or many lines of standard input at a time. */
export async function* sentenceGroups({ sentences, file, oneByOne }: SentenceSource): AsyncGenerator<string[]> {
  if (sentences.length > 0) return yield [...sentences];
  if (file !== undefined) return yield await linesOf(file);
  // Whoever types wants to see each sentence's translation before typing the next.
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

/** @throws CommandError if there is no such file, or it is not text in UTF-8 */
async function linesOf(file: string): Promise<string[]> {
  if (!existsSync(file)) {
    throw new CommandError(`--file must be the path of a text file; ${file} does not exist. Check the path.`);
  }
  return readText(await readFile(file), file)
    .replace(/\n$/, '')
    .split('\n');
}

function readText(bytes: Uint8Array, file: string): string {
  try {
    return decodeText(bytes, { source: file, lineEnds: 'lf' });
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    throw new CommandError(error.message.replace(/^a corpus must be/, '--file must be'));
  }
}

/** The lines of a stream of bytes, each as soon as it is there. @throws CommandError if it is not UTF-8 */
export async function* decodedLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let read = 0;
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new CommandError(
        `standard input must be text in UTF-8; it is not valid behind line ${read}. Convert it to UTF-8.`,
      );
    }
  };
  for await (const bytes of stream) {
    const lines = `${rest}${decode(bytes)}`.split(/\r?\n/);
    rest = lines.pop()!;
    for (const complete of lines) {
      read++;
      yield complete;
    }
  }
  rest += decode();
  if (rest !== '') yield rest;
}
