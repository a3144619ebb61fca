import { useBackend } from '@refrain/app-kit/training';
import { CommandError } from '@refrain/app-kit';
import type { EvaluateOptions } from '../command-options.js';
import { corpusIdentity, corpusText, corpusTitle } from '../text/corpus.js';
import { measure, measurementLines } from '../measurement.js';
import { assertReplaceable, knownText } from '../text/known-text.js';
import { measuredText } from '../text/measured-text.js';
import { tokenUnit } from '../text/run-tokenizer.js';
import { runText } from '../text/run-text.js';
import { characterCount, textParts } from '../text/text-parts.js';
import { openRun } from '../trained-model.js';

/** Prints how well a run's model predicts a text. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  await useBackend(options.backend);
  const { record, writer } = await openRun(options.run);
  const { settings } = record;
  const corpus = options.corpus === undefined ? settings.corpus : corpusIdentity(options.corpus);
  const part = options.part ?? (options.corpus === undefined ? 'validation' : 'whole');
  const { tokenizer, model } = writer;
  assertReplaceable(settings.tokenizer, { option: '--corpus', replaceUnknown: options.replaceUnknown ?? false });
  // A text has words that are not among the vocabulary's, the run's own too; they are counted.
  const replaceUnknown = settings.tokenizer === 'word' || (options.replaceUnknown ?? false);
  const text = knownText(tokenizer, runText(await corpusText(corpus, settings), settings), {
    option: '--corpus',
    replaceUnknown,
  });
  const chosen = part === 'whole' ? text : textParts(text, settings)[part];
  const measured = measuredText(settings, tokenizer, chosen);
  const unit = tokenUnit(settings);
  if (measured === undefined) {
    throw new CommandError(
      `--part must hold at least 2 ${unit}s to predict one from the other; the ${part} part of ${corpusTitle(corpus)} has ${characterCount(chosen)} characters. Give another part.`,
    );
  }
  process.stdout.write(`${corpusTitle(corpus)}, ${part === 'whole' ? 'the whole text' : `${part} part`}\n`);
  process.stdout.write(`${measurementLines(await measure(model, measured), unit).join('\n')}\n`);
}
