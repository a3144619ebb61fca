import { measuringData } from '../assemble.js';
import { useBackend } from '../backend.js';
import type { EvaluateOptions } from '../command-options.js';
import { corpusIdentity, corpusText, corpusTitle } from '../corpus.js';
import { CommandError } from '../errors.js';
import { measure, measurementLines } from '../measurement.js';
import { knownText } from '../known-text.js';
import { textParts } from '../text-parts.js';
import { openRun } from '../trained-model.js';

/** Prints how well a run's model predicts a text. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  await useBackend(options.backend);
  const { record, writer } = await openRun(options.run);
  const { settings } = record;
  const corpus = options.corpus === undefined ? settings.corpus : corpusIdentity(options.corpus);
  const part = options.part ?? (options.corpus === undefined ? 'validation' : 'whole');
  const { replaceUnknown = false } = options;
  const text = knownText(writer.tokenizer, await corpusText(corpus), { option: '--corpus', replaceUnknown });
  const ids = writer.tokenizer.encode(text, { special: 'as-text' });
  const chosen = part === 'whole' ? ids : textParts(ids, settings.split)[part];
  const data = measuringData(settings, chosen);
  if (data === undefined) {
    throw new CommandError(
      `--part must hold at least 2 characters to predict one from the other; the ${part} part of ${corpusTitle(corpus)} has ${chosen.length}. Give another part.`,
    );
  }
  process.stdout.write(`${corpusTitle(corpus)}, ${part === 'whole' ? 'the whole text' : `${part} part`}\n`);
  process.stdout.write(`${measurementLines(await measure(writer.model, data)).join('\n')}\n`);
}
