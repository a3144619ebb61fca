import { commandLine, lossChart, nextCommands } from '@refrain/app-kit';
import type { ChosenBackend } from '@refrain/app-kit/training';
import type { History } from '@refrain/training';
import pc from 'picocolors';
import { evaluateTranslations, evaluationLines } from '../evaluation.js';
import type { TranslatedSentence } from '../evaluation.js';
import { sameText } from '../measured-text.js';
import type { TextForm } from '../measured-text.js';
import type { Session } from '../training-session.js';
import { defaultBeam } from '../search.js';
import { drawAttention } from './attention-matrix.js';
import { sentenceAttention } from './sentence-attention.js';

/** Translations shown at the end. */
const shownSentences = 6;
/** Words of the sentence whose attention is shown, at least. */
const attentionWords = 6;

/** What is trained, in a few lines. */
export function describeSession(session: Session, backend: ChosenBackend): string {
  const { settings, model, data, steps, pairs, tokenizers } = session;
  const { cell, units, embedding, bidirectional, attention, tokenizer, lowercase, batch } = settings;
  const looks = attention === 'none' ? 'no attention' : `${attention} attention`;
  const parts = [pairs.training, pairs.validation, pairs.test].map(({ length }) => count(length));
  const sizes = `${count(tokenizers.source.vocabulary.size)} and ${count(tokenizers.target.vocabulary.size)}`;
  return [
    `${parts[0]} pairs to train on, ${parts[1]} to validate, ${parts[2]} held out; ${sizes} tokens (${tokenizer}${lowercase ? ', lower-cased' : ''})`,
    `embedding ${embedding}, ${bidirectional ? 'bidirectional ' : ''}${cell.toUpperCase()} ${units.join(' + ')}, ${looks}, ${count(model.parameterCount)} parameters`,
    `${count(steps)} steps of ${batch} pairs, ${count(data.size!)} an epoch`,
    pc.dim(`backend ${backend.backend} (${backend.reason})`),
    '',
  ].join('\n');
}

/** What the training gave: the curve, the figures and translations of sentences held out, attention, what to type next. */
export async function showResults(
  session: Session,
  { directory, history, modelStep }: { directory: string; history: History; modelStep: number },
): Promise<void> {
  const { settings, model, tokenizers, pairs } = session;
  const translator = { model, tokenizers, maxLength: settings.maxLength };
  const print = (text: string): void => void process.stdout.write(text);
  print(lossChart(history, 'token'));
  const evaluation = await evaluateTranslations(translator, settings, { pairs: pairs.test });
  const { sentences, form } = evaluation;
  print(
    `\n${pc.bold('Held-out sentences')} ${pc.dim(`beam ${defaultBeam}, weights of step ${count(modelStep)}`)}\n${evaluationLines(evaluation).join('\n')}\n\n`,
  );
  for (const sentence of sentences.slice(0, shownSentences)) print(`${translationLines(sentence, form)}\n`);
  const wide = sentences.find(({ source }) => source.split(' ').length >= attentionWords) ?? sentences[0]!;
  const looked = sentenceAttention(translator, wide.source, wide.best);
  if (looked) print(`\n${pc.bold('Attention')} ${pc.dim('down: written; across: read')}\n${drawAttention(looked)}\n`);
  print(nextCommands(commandsFor(directory, wide.source)));
}

/** A sentence, its translation, and a reference where they differ. */
function translationLines({ source, references, best }: TranslatedSentence, form: TextForm): string {
  const right = references.some((reference) => sameText(reference, best.text, form));
  const lines = [source, `  ${right ? pc.green('→') : '→'} ${best.text}`];
  return [...lines, ...(right ? [] : [pc.dim(`  = ${references[0]!}`)])].join('\n');
}

function commandsFor(directory: string, sentence: string): [command: string, purpose: string][] {
  return [
    [commandLine('translate', '--run', directory, sentence, '--n-best', '3'), 'other renderings'],
    [commandLine('translate', '--run', directory, sentence, '--show', 'beam'), 'what the search followed'],
    [commandLine('evaluate', '--run', directory, '--compare-beam', '1'), 'what the beam is better for'],
    [commandLine('report', '--run', directory), 'curves, attention and search as a page'],
    [commandLine('train', '--corpus', 'spa-eng', '--preset', 'small'), 'real sentences, a quarter of an hour'],
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
