import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useBackend } from '@refrain/app-kit/training';
import type { EvaluateOptions } from '../command-options.js';
import { corpusTitle, unchangedPairs } from '../corpus.js';
import { evaluateTranslations, evaluationLines } from '../evaluation.js';
import { openRun } from '../trained-model.js';
import { defaultBeam } from '../translating.js';

/** Prints how well a run's model translates sentences that it was not trained on, and writes the translations. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  await useBackend(options.backend);
  const { record, translator } = await openRun(options.run);
  const { settings } = record;
  const { part = 'test', beam = defaultBeam, lengthPenalty } = options;
  const pairs = await unchangedPairs(record);
  const search = { beam, ...(lengthPenalty === undefined ? {} : { lengthPenalty }) };
  const evaluation = await evaluateTranslations(translator, settings, { pairs: pairs[part], search });
  const file = options.output ?? join(options.run, `${part}-translations.tsv`);
  const lines = evaluation.sentences.map(({ source, best, references }) =>
    [source, best.text, ...references].map((text) => text.replace(/[\t\n\r]/g, ' ')).join('\t'),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  process.stdout.write(`${corpusTitle(settings.corpus)}, ${part} part, beam ${beam}\n`);
  process.stdout.write(`${evaluationLines(evaluation).join('\n')}\n`);
  process.stdout.write(`translations in ${file}\n`);
}
