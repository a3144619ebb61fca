import { missingWordsLine } from '@refrain/app-kit/training';
import type { ChosenBackend } from '@refrain/app-kit/training';
import pc from 'picocolors';
import type { Session } from '../session.js';
import { describeText, tokenUnit } from '../text/run-tokenizer.js';

/** What is trained, in a few lines. */
export function describeSession(session: Session, backend: ChosenBackend): string {
  const { settings, model, data, steps, missingWords, text } = session;
  const { cell, units, embedding, recurrence } = settings;
  const input = embedding === 'one-hot' ? 'one-hot input' : `embedding ${embedding}`;
  const layers = recurrence ? `written out ${recurrence}` : cell.toUpperCase();
  return [
    `${describeText(session.text, settings)}; ${input}, ${layers} ${units.join(' + ')}, ${count(model.parameterCount)} parameters`,
    ...(missingWords ? [missingWordsLine(missingWords, text.vocabulary)] : []),
    `${count(steps)} steps of ${describeBatch(session)}, ${count(data.size!)} an epoch`,
    pc.dim(`backend ${backend.backend} (${backend.reason})`),
    '',
  ].join('\n');
}

function describeBatch({ settings }: Session): string {
  const { batch, length, stateful, movingCuts, lines } = settings;
  if (lines) return `${batch} lines (shuffled, each to its end)`;
  const windows = stateful
    ? `${batch} ${batch === 1 ? 'strip' : 'strips'}, carried state`
    : `shuffled windows, ${batch} a batch`;
  const cuts = movingCuts ? ', cut anew each epoch' : '';
  return `${batch} × ${length} ${tokenUnit(settings)}s (${windows}${cuts})`;
}

export function count(number: number): string {
  return number.toLocaleString('en');
}
