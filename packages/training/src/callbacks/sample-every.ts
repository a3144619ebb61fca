import { assertKnownOptions, assertPositiveInteger, refuse } from '@refrain/core';
import type { ArtifactStore, Random } from '@refrain/core';
import { z } from 'zod';
import type { Callback } from '../callback.js';
import { readState } from './read-state.js';
import { writeText } from './write-text.js';

/** Where a sample is taken. */
export interface SampleMoment {
  /** Steps made. */
  readonly step: number;
  /** The epoch of the last step, from 1. */
  readonly epoch: number;
  /** The sample's own chance: the same at this step of an equal run. */
  readonly random: Random;
}

/** Options of {@link sampleEvery}. */
export interface SampleEveryOptions {
  /** Takes a sample every so many steps. */
  readonly steps: number;
  /** Gives the text, such as one that the model generates. */
  readonly sample: (moment: SampleMoment) => string | Promise<string>;
  /** Where the samples are kept. @default nowhere */
  readonly store?: ArtifactStore;
  /** The file in the store. @default 'samples.txt' */
  readonly name?: string;
  /** Is given each sample, to show it. @default nothing is shown */
  readonly sink?: (sample: Sample) => void;
}

/** A text that a model gave while it was trained. */
export interface Sample {
  readonly step: number;
  readonly epoch: number;
  readonly text: string;
}

/**
 * Takes a sample of the model every so many steps, shows it, and adds it to a file.
 *
 * A run begun anew begins the file anew; a resumed one takes it back to what it held at the checkpoint, so that no
 * sample is doubled or lost.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of its range, or with neither a store nor a sink
 * @throws ArtifactError while training, if the store can't keep the file
 * @example
 * sampleEvery({ steps: 200, sample: ({ random }) => continueText('KING:', random), store, sink: ({ text }) => print(text) });
 */
export function sampleEvery(options: SampleEveryOptions): Callback {
  assertKnownOptions('sampleEvery', options, ['steps', 'sample', 'store', 'name', 'sink']);
  const { steps, sample, store, name = 'samples.txt', sink } = options;
  assertPositiveInteger('steps', steps);
  if (typeof sample !== 'function') refuse('sample', sample, { expected: 'a function that gives a text' });
  if (!store && !sink) {
    refuse('sampleEvery', options, { expected: 'given a store or a sink', remedy: 'Say where the samples go.' });
  }
  let file = '';
  const write = async (): Promise<void> => {
    if (store) await writeText(store, name, file);
  };

  return {
    name: `sampleEvery ${name}`,
    async onStart(run) {
      if (run.resumedFrom === undefined) file = '';
      await write();
    },
    async onStep({ step, epoch }, run) {
      if (step % steps !== 0) return;
      const text = await sample({ step, epoch, random: run.random.fork('sample').fork(step) });
      file += formatSample({ step, epoch, text });
      await write();
      sink?.({ step, epoch, text });
    },
    state: () => ({ values: { file } }),
    restore(state) {
      ({ file } = readState(`sampleEvery ${name}`, state, z.strictObject({ file: z.string() })));
    },
  };
}

function formatSample({ step, epoch, text }: Sample): string {
  return `--- step ${step}, epoch ${epoch}, ${text.length} characters ---\n${text}\n\n`;
}

/**
 * Reads a file of {@link sampleEvery} back, whatever lines the texts hold: each heading says how long its text is.
 *
 * @param file the file's text; reading ends where it is not of that form
 */
export function parseSamples(file: string): Sample[] {
  const heading = /--- step (\d+), epoch (\d+), (\d+) characters ---\n/y;
  const samples: Sample[] = [];
  for (let match = heading.exec(file); match; match = heading.exec(file)) {
    const [step, epoch, length] = match.slice(1).map(Number) as [number, number, number];
    const end = heading.lastIndex + length;
    if (file.slice(end, end + 2) !== '\n\n') break;
    samples.push({ step, epoch, text: file.slice(heading.lastIndex, end) });
    heading.lastIndex = end + 2;
  }
  return samples;
}
