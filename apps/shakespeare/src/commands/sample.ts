import { useBackend } from '@refrain/app-kit/training';
import { Random } from '@refrain/core';
import pc from 'picocolors';
import type { SampleOptions } from '../command-options.js';
import { assertReplaceable, knownText } from '../text/known-text.js';
import { assertCompatible, openingOf, writeText } from '../sampling.js';
import { openRun } from '../trained-model.js';

const defaultLength = 500;
const defaultSeed = 42;

/** Writes text with a run's model: to standard output, each piece as soon as it is there. */
export async function sample(options: SampleOptions): Promise<void> {
  assertCompatible(options);
  await useBackend(options.backend);
  const { record, writer } = await openRun(options.run);
  const { count = 1, length = defaultLength, seed = defaultSeed, replaceUnknown = false } = options;
  const asked = options.prompt ?? record.settings.prompt;
  const known = { option: '--prompt', replaceUnknown } as const;
  assertReplaceable(record.settings.tokenizer, known);
  const prompt = asked === '' ? '' : knownText(writer.tokenizer, asked, known);
  for (let number = 1; number <= count; number++) {
    const random = new Random(seed).fork(number);
    const opening = openingOf(writer, prompt, random);
    if (count > 1 && !writer.lines) process.stdout.write(pc.dim(`${number > 1 ? '\n' : ''}── ${number} ──\n`));
    process.stdout.write(pc.bold(opening));
    const writing = { ...options, prompt: opening, length, random };
    for await (const piece of writeText(writer, writing)) process.stdout.write(piece);
    process.stdout.write('\n');
  }
}
