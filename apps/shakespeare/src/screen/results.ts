import { commandLine, drawLines, lossLines } from '@refrain/app-kit';
import { Random } from '@refrain/core';
import type { History } from '@refrain/training';
import pc from 'picocolors';
import { measure, measurementLines } from '../measurement.js';
import { choiceTitle } from '../presets/hyper-parameters.js';
import type { Choice } from '../presets/hyper-parameters.js';
import { openingOf, writeText } from '../sampling.js';
import { tokensFor } from '../session.js';
import type { Session } from '../session.js';
import { tokenUnit } from '../text/run-tokenizer.js';
import { count } from './describe-session.js';
import { noveltyLine } from './written-lines.js';

const usualChoices: readonly Choice[] = [{ temperature: 0.2 }, { temperature: 0.7 }, { temperature: 1.2 }];
/** Characters of a text at the end, about. */
const sampleCharacters = 240;

/** What the training gave: the curve, the figures, text written in several ways, and what to type next. */
export async function showResults(
  session: Session,
  { directory, history, modelStep }: { directory: string; history: History; modelStep: number },
): Promise<void> {
  const { validation, model, settings, lines } = session;
  const unit = tokenUnit(settings);
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
  const choices = settings.atEnd ?? usualChoices;
  for (const choice of choices) {
    print(`\n${pc.bold(choiceTitle(choice))}\n`);
    const several = choices.length === 1 ? 20 : 3;
    await showTexts(session, choice, lines && !('greedy' in choice) ? several : 1);
  }
  if (lines) print(`\n${pc.bold('Lines')}\n${await noveltyLine(session)}`);
  print(`\n${pc.bold('What to type next')}\n${nextCommands(directory, session).join('\n')}\n`);
}

/** Shows texts that are chosen in one way, piece by piece. */
async function showTexts(session: Session, choice: Choice, texts: number): Promise<void> {
  const { settings, lines } = session;
  const random = new Random(settings.seed).fork('results');
  for (let number = 0; number < texts; number++) {
    const own = texts === 1 ? random : random.fork(number);
    const prompt = openingOf(session, settings.prompt, own);
    const length = lines ? Infinity : tokensFor(session, sampleCharacters);
    print(pc.bold(prompt));
    for await (const piece of writeText(session, { prompt, length, ...choice, random: own })) print(piece);
    print('\n');
  }
}

function nextCommands(directory: string, { settings, validation, lines }: Session): string[] {
  const { prompt } = settings;
  const more = lines ? ['--count', '10'] : [];
  const commands = [
    [
      commandLine('sample', '--run', directory, ...(prompt === '' ? [] : ['--prompt', prompt]), ...more),
      lines ? 'more lines' : 'more text',
    ],
    [
      commandLine('sample', '--run', directory, '--temperature', '1.2', '--top-p', '0.9'),
      'wilder, without the unlikely',
    ],
    [commandLine('evaluate', '--run', directory, ...(validation ? [] : ['--part', 'train'])), 'its figures'],
    [commandLine('report', '--run', directory), 'curves and samples as a page'],
    [commandLine('train', '--corpus', 'tinyshakespeare', '--preset', 'best'), 'a larger model on the plays'],
  ] as const;
  return commands.map(([command, purpose]) => `  ${pc.cyan(command)}  ${pc.dim(`# ${purpose}`)}`);
}

function print(text: string): void {
  process.stdout.write(text);
}
