import { beforeRefusal, CommandError, textGroups, UsageError } from '@refrain/app-kit';
import { useBackend } from '@refrain/app-kit/training';
import pc from 'picocolors';
import type { ClassifyOptions } from '../command-options.js';
import { judgement, runningLine } from '../screen/judgements.js';
import type { TextClassifier } from '../text-classifier.js';
import { openRun } from '../trained-model.js';

/** Classifies the texts given, or the lines of a file or of standard input, each as soon as it is there. */
export async function classify(texts: readonly string[], options: ClassifyOptions): Promise<void> {
  const { file, show } = options;
  if (file !== undefined && texts.length > 0) {
    const received = texts.length === 1 ? 'a text' : `${texts.length} texts`;
    throw new UsageError(`--file says what to classify; received it with ${received}. Give one or the other.`);
  }
  await useBackend(options.backend);
  const { classifier, record } = await openRun(options.run);
  const { words } = classifier;
  if (show === 'words' && words === undefined) {
    throw new CommandError('--show words needs a model that reads words; this one reads whole texts. Leave it out.');
  }
  let number = 0;
  for await (const group of textGroups({ given: texts, file, oneByOne: show !== undefined })) {
    const { accepted, refusal } = beforeRefusal(group, (text, index) =>
      assertReadable(classifier, text, number + index + 1),
    );
    const probabilities = await classifier.probabilities(accepted);
    accepted.forEach((text, index) => {
      process.stdout.write(`${judgement(probabilities[index]!)}  ${text}\n`);
      if (show === undefined) return;
      const { pieces, probabilities: behind } = words!.running(text);
      process.stdout.write(`  ${runningLine(pieces, behind)}\n`);
    });
    noteCut(words?.cut(accepted) ?? 0, record.settings.maxLength!);
    if (refusal !== undefined) throw refusal;
    number += group.length;
  }
}

/** Says on standard error where not all of a text was read. */
function noteCut(texts: number, maxLength: number): void {
  if (texts === 0) return;
  const which = texts === 1 ? 'a text is' : `${texts} texts are`;
  process.stderr.write(`${pc.yellow('note:')} ${which} longer than ${maxLength} tokens, and read to there\n`);
}

/** @throws CommandError for a text that the model can't be expected to judge, naming it by its number */
function assertReadable(classifier: TextClassifier, text: string, number: number): void {
  const refusal =
    text.trim() === '' ? { fault: 'is empty', remedy: 'Write a text, or leave it out.' } : classifier.refusal(text);
  if (refusal === undefined) return;
  const start = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  const shown = text.trim() === '' ? '' : `: ${JSON.stringify(start)}`;
  throw new CommandError(
    `a text must be one that the model can read; text ${number} ${refusal.fault}${shown}. ${refusal.remedy}`,
  );
}
