import { CommandError } from '@refrain/app-kit';
import { sha256 } from '@refrain/core';
import type { Label, LabelledText } from '@refrain/corpora';
import { readLabelledTexts } from '@refrain/corpora/node';
import { fromArray } from '@refrain/data';
import { assertExists, cacheDirectory, corpusTitle } from './corpus.js';
import type { RunRecord } from './run-directory.js';
import type { RunSettings } from './settings.js';

/** The texts of a run, in three parts. */
export interface RunTexts {
  readonly training: readonly LabelledText[];
  readonly validation: readonly LabelledText[];
  readonly test: readonly LabelledText[];
  /** Identifies all texts of the corpus with their labels, in their order. */
  readonly sha256: string;
}

/**
 * Reads a run's texts. The parts that the corpus itself has stay as they are; those that it has not are drawn from what
 * there is to train on.
 *
 * @throws CommandError if what is left to train on lacks texts of a label
 */
export async function runTexts(settings: RunSettings): Promise<RunTexts> {
  const { corpus, seed, labels } = settings;
  assertExists(corpus);
  const parts = await readLabelledTexts(corpusTitle(corpus), { cacheDirectory });
  const drawn = await fromArray(parts.training).shuffle({ seed }).toArray();
  const take = (share: number, own: readonly LabelledText[]): readonly LabelledText[] =>
    own.length > 0 || share === 0 ? own : drawn.splice(0, Math.max(1, Math.round(share * parts.training.length)));
  const test = take(settings.test, parts.test);
  const validation = take(settings.validation, parts.validation);
  const training = labels === undefined ? drawn : balanced(drawn, labels);
  for (const label of [0, 1] as const) {
    if (training.some((text) => text.label === label)) continue;
    throw new CommandError(
      `--corpus must have texts of both labels to train on; of ${corpusTitle(corpus)} none with the label ${label} is left beside ` +
        `${validation.length} to validate and ${test.length} to test. Give more texts, or hold out fewer.`,
    );
  }
  const all = [...parts.training, ...parts.validation, ...parts.test];
  const bytes = new TextEncoder().encode(all.map(({ text, label }) => `${label}\t${text}\n`).join(''));
  return { training, validation, test, sha256: await sha256(bytes) };
}

/** The texts of a run that has been trained. @throws CommandError if the corpus no longer holds them */
export async function unchangedTexts({ settings, texts }: RunRecord): Promise<RunTexts> {
  const found = await runTexts(settings);
  if (found.sha256 === texts.sha256) return found;
  throw new CommandError(
    `--run must be a run whose texts are still there; ${corpusTitle(settings.corpus)} has changed since. Bring the old ones back.`,
  );
}

/** The first `count` texts, as many of each label; of an odd number one more that is positive. */
function balanced(texts: readonly LabelledText[], count: number): LabelledText[] {
  const left: Record<Label, number> = { 0: Math.floor(count / 2), 1: Math.ceil(count / 2) };
  const chosen = texts.filter(({ label }) => left[label]-- > 0);
  if (chosen.length === count) return chosen;
  throw new CommandError(
    `--labels must be at most as many texts as there are, of each label; received ${count}, of which ${chosen.length} were found. Give a smaller number.`,
  );
}
