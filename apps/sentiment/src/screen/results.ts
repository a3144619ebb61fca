import { commandLine, lossChart, nextCommands } from '@refrain/app-kit';
import { missingWordsLine } from '@refrain/app-kit/training';
import type { ChosenBackend } from '@refrain/app-kit/training';
import type { History } from '@refrain/training';
import pc from 'picocolors';
import { errorsOf, evaluateTexts, evaluationLines } from '../evaluation.js';
import type { JudgedText } from '../evaluation.js';
import type { RunSettings } from '../settings.js';
import type { Session } from '../training-session.js';
import { judgement } from './judgements.js';
import { judgedWords, strongestWords } from './words.js';

/** Texts shown at the end: right ones, and wrong ones. */
const [shownTexts, shownErrors] = [5, 2];
/** Characters of a text that are shown. */
const shownCharacters = 100;
/** Words shown of each kind. */
const shownWords = 12;

/** What is trained, in a few lines. */
export function describeSession(
  session: Session,
  { backend, missingWords }: { backend: ChosenBackend; missingWords?: readonly string[] | undefined },
): string {
  const { settings, classifier, data, steps, texts } = session;
  const [training, validation, test] = [texts.training, texts.validation, texts.test].map(({ length }) =>
    count(length),
  );
  const { words } = classifier;
  const tokens = words ? `; ${count(words.tokenizer.vocabulary.size)} tokens (${settings.tokenizer})` : '';
  const cut = words?.cut(texts.training.map(({ text }) => text)) ?? 0;
  return [
    `${training} texts to train on, ${validation} to validate, ${test} held out${tokens}`,
    ...(cut > 0 ? [cutLine(cut, settings.maxLength!)] : []),
    ...(missingWords ? [missingWordsLine(missingWords, words!.tokenizer.vocabulary.size)] : []),
    `${layers(settings)}, ${count(classifier.model.parameterCount)} parameters`,
    `${count(steps)} steps of ${settings.batch} texts, ${count(data.size!)} an epoch`,
    pc.dim(`backend ${backend.backend} (${backend.reason})`),
    '',
  ].join('\n');
}

function layers({ encoder, embedding, bidirectional, cell, units, pooling, hidden, masking }: RunSettings): string {
  const dense = hidden === undefined ? '' : `, hidden layer ${hidden}`;
  if (encoder) return `${encoder}${dense}`;
  const layer = `${bidirectional ? 'bidirectional ' : ''}${cell!.toUpperCase()} ${units!.join(' + ')}`;
  const pools = pooling === undefined || pooling === 'last' ? '' : `, ${pooling} pooling`;
  return `embedding ${embedding}, ${layer}${pools}${dense}, masking ${masking}`;
}

function cutLine(texts: number, maxLength: number): string {
  const are = texts === 1 ? 'is' : 'are';
  return `${count(texts)} of them ${are} longer than ${count(maxLength)} tokens, and read to there`;
}

/** What the training gave: the curve, the figures of texts held out, words, texts, what to type next. */
export async function showResults(
  session: Session,
  { directory, history, modelStep }: { directory: string; history: History; modelStep: number },
): Promise<void> {
  const { classifier, texts } = session;
  const print = (text: string): void => void process.stdout.write(text);
  const heading = (text: string, note: string): string => `\n${pc.bold(text)} ${pc.dim(note)}\n`;
  print(lossChart(history, 'text'));
  const evaluation = await evaluateTexts(classifier, texts.test);
  print(
    `${heading('Held-out texts', `weights of step ${count(modelStep)}`)}${evaluationLines(evaluation).join('\n')}\n`,
  );
  if (classifier.words) {
    const words = strongestWords(judgedWords(classifier.words), shownWords);
    print(`${heading('Words', 'what the model thinks of them alone')}${words.join('\n')}\n`);
  }
  const errors = errorsOf(evaluation).slice(0, shownErrors);
  const shown = [...evaluation.texts.filter((text) => !errors.includes(text)).slice(0, shownTexts), ...errors];
  print(`${heading('Texts', 'how probably each is positive')}${shown.map(textLine).join('\n')}\n`);
  print(next(directory, session.settings));
}

function textLine({ text, label, probability }: JudgedText): string {
  const line = text.replace(/\s+/gu, ' ');
  const short = line.length > shownCharacters ? `${line.slice(0, shownCharacters - 1)}…` : line;
  const wrong =
    probability > 0.5 === (label === 1) ? '' : pc.yellow(`  wrong: it is ${label === 1 ? 'positive' : 'negative'}`);
  return `  ${judgement(probability)}  ${short}${wrong}`;
}

function next(directory: string, { encoder }: RunSettings): string {
  const text = 'The plot was not good, but I loved the music.';
  return nextCommands([
    [commandLine('classify', '--run', directory, text), 'a text of your own'],
    ...(encoder
      ? []
      : [
          [
            commandLine('classify', '--run', directory, text, '--show', 'words'),
            'what it thinks word by word',
          ] as const,
        ]),
    [commandLine('evaluate', '--run', directory), 'its figures, and all its errors in a file'],
    [commandLine('report', '--run', directory), 'curves and words in a plane as a page'],
    [commandLine('train', '--corpus', 'imdb', '--preset', 'geron-ragged'), 'real reviews, a download, an hour'],
  ]);
}

function count(number: number): string {
  return number.toLocaleString('en');
}
