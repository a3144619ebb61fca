import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { CommandError, UsageError } from '@refrain/app-kit';
import { useBackend } from '@refrain/app-kit/training';
import { decodeText } from '@refrain/corpora';
import type { BeamStep } from '@refrain/decoding';
import pc from 'picocolors';
import type { TranslateOptions } from '../command-options.js';
import { drawAttention } from '../screen/attention-matrix.js';
import { drawBeamTree } from '../screen/beam-tree.js';
import { sentenceAttention } from '../screen/sentence-attention.js';
import { openRun } from '../trained-model.js';
import { defaultBeam, encodeSource, translateAll } from '../translating.js';
import type { SentenceTranslator } from '../translating.js';

/** Lines of standard input that are translated together, unless something is shown of each. */
const linesAtOnce = 256;

/** Translates the sentences given, or the lines of a file or of standard input, each as soon as it is there. */
export async function translate(sentences: readonly string[], options: TranslateOptions): Promise<void> {
  assertCompatible(sentences, options);
  await useBackend(options.backend);
  const { translator } = await openRun(options.run);
  if (options.show === 'attention' && translator.model.options.attention === 'none') {
    throw new CommandError('--show attention needs a model with attention; this one has none. Leave it out.');
  }
  let number = 0;
  for await (const group of groups(sentences, options)) {
    const { readable, refusal } = beforeRefusal(translator, group, number + 1);
    if (options.show === undefined) await showTranslations(translator, readable, options);
    else for (const sentence of readable) await showSearch(translator, sentence, options);
    if (refusal !== undefined) throw refusal;
    number += group.length;
  }
}

/** @throws UsageError for options that contradict each other */
function assertCompatible(
  sentences: readonly string[],
  { file, beam = defaultBeam, nBest = 1 }: TranslateOptions,
): void {
  if (file !== undefined && sentences.length > 0) {
    throw new UsageError(
      `--file says what to translate; received it with ${sentences.length} sentences. Give one or the other.`,
    );
  }
  if (nBest <= beam) return;
  throw new UsageError(
    `--n-best must be at most --beam, which is ${beam}; received ${nBest}. Ask for fewer translations, or follow more beginnings.`,
  );
}

/** What is translated together: the sentences given, the lines of a file, or many lines of standard input at a time. */
async function* groups(sentences: readonly string[], { file, show }: TranslateOptions): AsyncGenerator<string[]> {
  if (sentences.length > 0) return yield [...sentences];
  if (file !== undefined) return yield await linesOf(file);
  // Whoever types wants to see each sentence's translation before typing the next.
  const size = process.stdin.isTTY || show !== undefined ? 1 : linesAtOnce;
  let group: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    group.push(line);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** @throws CommandError if there is no such file; InvalidArgumentError if it is not UTF-8 */
async function linesOf(file: string): Promise<string[]> {
  if (!existsSync(file)) {
    throw new CommandError(`--file must be the path of a text file; ${file} does not exist. Check the path.`);
  }
  const text = decodeText(await readFile(file), { source: file, lineEnds: 'lf' });
  return text.replace(/\n$/, '').split('\n');
}

/** The sentences before the first one that the model can't read, so that they are translated; and what is wrong with it. */
function beforeRefusal(
  translator: SentenceTranslator,
  sentences: readonly string[],
  first: number,
): { readonly readable: readonly string[]; readonly refusal?: unknown } {
  for (const [index, sentence] of sentences.entries()) {
    try {
      encodeSource(translator, sentence, first + index);
    } catch (refusal) {
      return { readable: sentences.slice(0, index), refusal };
    }
  }
  return { readable: sentences };
}

/** Writes the translations, one a line; of several for a sentence each with its score. */
async function showTranslations(
  translator: SentenceTranslator,
  sentences: readonly string[],
  options: TranslateOptions,
): Promise<void> {
  for (const found of await translateAll(translator, sentences, options)) {
    for (const { text, hypothesis } of found) {
      const score = options.nBest === undefined ? '' : `${hypothesis.score.toFixed(3)}\t`;
      process.stdout.write(`${score}${text}\n`);
    }
  }
}

/** Writes a sentence's translations with where the model looked, or with what the search followed. */
async function showSearch(translator: SentenceTranslator, sentence: string, options: TranslateOptions): Promise<void> {
  const steps: BeamStep[] = [];
  const [found] = await translateAll(translator, [sentence], { ...options, onStep: (step) => steps.push(step) });
  process.stdout.write(`${pc.bold(sentence)}\n`);
  if (options.show === 'beam') {
    const { target } = translator.tokenizers;
    process.stdout.write(`${drawBeamTree({ steps, tokenOf: (id) => target.decode([id]) })}\n`);
  }
  for (const translation of found!) {
    process.stdout.write(`${pc.green('→')} ${translation.text} ${pc.dim(translation.hypothesis.score.toFixed(3))}\n`);
    if (options.show === 'attention') {
      process.stdout.write(`${drawAttention(sentenceAttention(translator, sentence, translation)!)}\n`);
    }
  }
}
