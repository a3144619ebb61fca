import { beforeRefusal, textGroups, UsageError } from '@refrain/app-kit';
import { useBackend } from '@refrain/app-kit/training';
import type { BeamStep } from '@refrain/decoding';
import pc from 'picocolors';
import type { TranslateOptions } from '../command-options.js';
import { drawAttention } from '../screen/attention-matrix.js';
import { drawBeamTree } from '../screen/beam-tree.js';
import { sentenceAttention } from '../screen/sentence-attention.js';
import { assertSearchable, assertSearchOptions, needsAttention } from '../search.js';
import { assertReadable } from '../source-sentence.js';
import { openRun } from '../trained-model.js';
import { translateAll } from '../translating.js';
import type { SentenceTranslator } from '../translating.js';

/** Translates the sentences given, or the lines of a file or of standard input, each as soon as it is there. */
export async function translate(sentences: readonly string[], options: TranslateOptions): Promise<void> {
  const { file, show } = options;
  if (file !== undefined && sentences.length > 0) {
    const received = sentences.length === 1 ? 'a sentence' : `${sentences.length} sentences`;
    throw new UsageError(`--file says what to translate; received it with ${received}. Give one or the other.`);
  }
  assertSearchOptions(options);
  await useBackend(options.backend);
  const { translator } = await openRun(options.run);
  if (show === 'attention' && translator.model.options.attention === 'none') throw needsAttention('--show attention');
  assertSearchable(translator, options);
  let number = 0;
  for await (const group of textGroups({ given: sentences, file, oneByOne: show !== undefined })) {
    const first = number + 1;
    const { accepted, refusal } = beforeRefusal(group, (sentence, index) =>
      assertReadable(translator, sentence, first + index),
    );
    if (show === undefined) await showTranslations(translator, accepted, options);
    else for (const sentence of accepted) await showSearch(translator, sentence, options);
    if (refusal !== undefined) throw refusal;
    number += group.length;
  }
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
    process.stdout.write(`${drawBeamTree({ steps, textOf: (ids) => target.decode(ids) })}\n`);
  }
  for (const translation of found!) {
    process.stdout.write(`${pc.green('→')} ${translation.text} ${pc.dim(translation.hypothesis.score.toFixed(3))}\n`);
    if (options.show === 'attention') {
      process.stdout.write(`${drawAttention(sentenceAttention(translator, sentence, translation)!)}\n`);
    }
  }
}
