import { useBackend } from '@refrain/app-kit/training';
import { Random } from '@refrain/core';
import pc from 'picocolors';
import type { SampleOptions } from '../command-options.js';
import { assertReplaceable, knownText } from '../text/known-text.js';
import { assertCompatible, writeText } from '../sampling.js';
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
  const prompt = knownText(writer.tokenizer, asked, known);
  for (let number = 1; number <= count; number++) {
    if (count > 1) process.stdout.write(pc.dim(`${number > 1 ? '\n' : ''}── ${number} ──\n`));
    process.stdout.write(pc.bold(prompt));
    const random = new Random(seed).fork(number);
    for await (const piece of writeText(writer, { ...options, prompt, length, random })) process.stdout.write(piece);
    process.stdout.write('\n');
  }
}
