import { UsageError } from '@refrain/app-kit';
import type { RunSettings, TrainOptions } from './settings.js';

/** @throws UsageError where settings contradict each other, so that one of them would do nothing */
export function assertSettings(settings: RunSettings): void {
  if (settings.lines) assertLines(settings);
  if (settings.recurrence) assertWrittenOut(settings);
}

function assertLines({ preset, tokenizer, stateful }: RunSettings): void {
  if (tokenizer !== 'char') {
    throw new UsageError(
      `--tokenizer must be char with the preset ${preset}, which reads lines character by character; received ${tokenizer}. Leave it out, or choose another preset.`,
    );
  }
  if (stateful) {
    throw new UsageError(
      `--stateful carries the state from window to window; received it with the preset ${preset}, whose sequences are lines. Leave it out, or choose another preset.`,
    );
  }
}

function assertWrittenOut({ cell, embedding, units, dropout, recurrentDropout, initialization }: RunSettings): void {
  const found = [
    ...(cell === 'rnn' ? [] : [`--cell ${cell}`]),
    ...(embedding === 'one-hot' ? [] : [`--embedding ${embedding}`]),
    ...(units.length === 1 ? [] : [`--units ${units.join(',')}`]),
    ...(dropout === 0 ? [] : [`--dropout ${dropout}`]),
    ...(recurrentDropout === 0 ? [] : [`--recurrent-dropout ${recurrentDropout}`]),
    ...(initialization === undefined ? [] : ['an initialization of its own']),
  ];
  if (found.length === 0) return;
  throw new UsageError(
    `--recurrence is of one layer of tanh units on one-hot input, without dropout; received ${found.join(', ')}. Use it with --preset recurrence.`,
  );
}

/** @throws UsageError where word vectors would do nothing, or an option beside them */
export function assertVectors({ vectors, tokenizer, recurrence }: RunSettings, options: TrainOptions): void {
  if (vectors === undefined) {
    if (options.frozen === undefined) return;
    throw new UsageError('--frozen is about the file of --vectors; there is none. Leave it out, or give --vectors.');
  }
  if (tokenizer !== 'word') {
    throw new UsageError(
      `--vectors are of words; received them with the tokenizer ${tokenizer}. Leave them out, or give --tokenizer word.`,
    );
  }
  if (options.embedding !== undefined) {
    throw new UsageError(
      `--embedding is that of the file of --vectors; received ${options.embedding}. Leave one of the two out.`,
    );
  }
  if (recurrence) {
    throw new UsageError(
      '--recurrence is of one-hot input; received --vectors beside it. Leave them out, or choose another preset.',
    );
  }
}
