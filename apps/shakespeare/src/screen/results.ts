import type { ChosenBackend } from '@refrain/app-kit/training';
import { commandLine, drawLines, lossLines } from '@refrain/app-kit';
import { Random } from '@refrain/core';
import type { History } from '@refrain/training';
import pc from 'picocolors';
import { measure, measurementLines } from '../measurement.js';
import { choiceTitle } from '../presets/hyper-parameters.js';
import type { Choice } from '../presets/hyper-parameters.js';
import { writeText } from '../sampling.js';
import { describeText, tokenUnit } from '../text/run-tokenizer.js';
import { tokensFor } from '../training-session.js';
import type { Session } from '../training-session.js';

const usualChoices: readonly Choice[] = [{ temperature: 0.2 }, { temperature: 0.7 }, { temperature: 1.2 }];
/** Characters of a text at the end, about. */
const sampleCharacters = 240;

/** What is trained, in a few lines. */
export function describeSession(session: Session, backend: ChosenBackend): string {
  const { settings, model, data, steps } = session;
  const { cell, units, embedding, stateful, length, batch } = settings;
  const input = embedding === 'one-hot' ? 'one-hot input' : `embedding ${embedding}`;
  const windows = stateful
    ? `${batch} ${batch === 1 ? 'strip' : 'strips'}, carried state`
    : `shuffled windows, ${batch} a batch`;
  return [
    `${describeText(session.text, settings)}; ${input}, ${cell.toUpperCase()} ${units.join(' + ')}, ${count(model.parameterCount)} parameters`,
    `${count(steps)} steps of ${batch} × ${length} ${tokenUnit(settings)}s (${windows}), ${count(data.size!)} an epoch`,
    pc.dim(`backend ${backend.backend} (${backend.reason})`),
    '',
  ].join('\n');
}

/** What the training gave: the curve, the figures, text at several temperatures, and what to type next. */
export async function showResults(
  session: Session,
  { directory, history, modelStep }: { directory: string; history: History; modelStep: number },
): Promise<void> {
  const { validation, model, tokenizer, settings } = session;
  const unit = tokenUnit(settings);
  const print = (text: string): void => void process.stdout.write(text);
  if (history.rows.length > 1) {
    const width = Math.min(70, (process.stdout.columns ?? 80) - 12);
    print(
      `\n${pc.bold('Loss')} ${pc.dim(`nats a ${unit}`)}\n${drawLines(lossLines(history), { width, height: 10 })}\n`,
    );
  }
  if (validation) {
    const figures = measurementLines(await measure(model, validation), unit);
    print(`\n${pc.bold('Validation')} ${pc.dim(`weights of step ${count(modelStep)}`)}\n${figures.join('\n')}\n`);
  }
  for (const choice of settings.atEnd ?? usualChoices) {
    print(`\n${pc.bold(choiceTitle(choice))}\n${pc.bold(settings.prompt)}`);
    const random = new Random(settings.seed).fork('results');
    const options = { prompt: settings.prompt, length: tokensFor(session, sampleCharacters), ...choice, random };
    for await (const piece of writeText({ model, tokenizer }, options)) print(piece);
    print('\n');
  }
  print(`\n${pc.bold('What to type next')}\n${nextCommands(directory, settings.prompt).join('\n')}\n`);
}

function nextCommands(directory: string, prompt: string): string[] {
  const commands = [
    [commandLine('sample', '--run', directory, '--prompt', prompt), 'more text'],
    [
      commandLine('sample', '--run', directory, '--temperature', '1.2', '--top-p', '0.9'),
      'wilder, without the unlikely',
    ],
    [commandLine('evaluate', '--run', directory), 'its figures'],
    [commandLine('report', '--run', directory), 'curves and samples as a page'],
    [commandLine('train', '--corpus', 'tinyshakespeare', '--preset', 'best'), 'a larger model on the plays'],
  ] as const;
  return commands.map(([command, purpose]) => `  ${pc.cyan(command)}  ${pc.dim(`# ${purpose}`)}`);
}

function count(number: number): string {
  return number.toLocaleString('en');
}
