import { CommandError, optionName, UsageError } from '@refrain/app-kit';
import { forbidIds, gnmt, noRepeatNgram } from '@refrain/decoding';
import type { BeamSearchBatchOptions } from '@refrain/decoding';
import type { SearchOptions } from './command-options.js';
import { targetIds } from './run-tokenizers.js';
import type { SentenceTranslator } from './translating.js';

export const defaultBeam = 4;
const defaultLengthPenalty = 0.6;
const defaultDiversity = 0.5;

const names = [
  'beam',
  'lengthPenalty',
  'coveragePenalty',
  'minLength',
  'noRepeatNgram',
  'groups',
  'diversity',
  'replaceUnknown',
] as const satisfies readonly (keyof SearchOptions)[];

/** What a command's options say of the search. */
export function searchOptions(options: SearchOptions): SearchOptions {
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

/** How a search goes about, in a few words: the beam, and whatever else was asked for. */
export function describeSearch({ beam = defaultBeam, ...search }: SearchOptions): string {
  const further = Object.entries(search).map(
    ([name, value]) => `${optionName(name).slice(2)}${value === true ? '' : ` ${value}`}`,
  );
  return [`beam ${beam}`, ...further].join(', ');
}

/** @throws UsageError for options that contradict each other */
export function assertSearchOptions(options: SearchOptions & { readonly nBest?: number }): void {
  const { beam = defaultBeam, nBest = 1, lengthPenalty = 0, groups, diversity } = options;
  if (lengthPenalty > 10) {
    throw new UsageError(
      `--length-penalty must be a number from 0 to 10; received ${lengthPenalty}. 0.6 to 1 is usual.`,
    );
  }
  if (nBest > beam) {
    throw new UsageError(
      `--n-best must be at most --beam, which is ${beam}; received ${nBest}. Ask for fewer translations, or follow more beginnings.`,
    );
  }
  if (groups !== undefined && beam % groups !== 0) {
    throw new UsageError(
      `--groups must divide --beam, which is ${beam}; received ${groups}. Every group follows as many beginnings.`,
    );
  }
  if (diversity === undefined || groups !== undefined) return;
  throw new UsageError(
    '--diversity is what groups of beams do to differ; received no --groups. Say how many there are.',
  );
}

/** @throws CommandError for options that the model can't follow */
export function assertSearchable({ model, tokenizers, maxLength }: SentenceTranslator, options: SearchOptions): void {
  const { coveragePenalty = 0, minLength, replaceUnknown } = options;
  if (model.options.attention === 'none') {
    const needing = coveragePenalty > 0 ? '--coverage-penalty' : replaceUnknown ? '--replace-unknown' : undefined;
    if (needing !== undefined) throw needsAttention(needing);
  }
  if (replaceUnknown && tokenizers.target.vocabulary.special.unknown === undefined) {
    throw new CommandError(
      '--replace-unknown needs a model that writes words; this one writes byte pairs, and so knows every word. Leave it out.',
    );
  }
  if (minLength === undefined || minLength < maxLength) return;
  throw new CommandError(
    `--min-length must be below the longest that the model was trained on, ${maxLength} tokens with the end; received ${minLength}. Lower it.`,
  );
}

/** The error for an option that asks a model without attention where it looked. */
export function needsAttention(option: string): CommandError {
  return new CommandError(`${option} needs a model with attention; this one has none. Leave it out.`);
}

type BeamOptions = Pick<
  BeamSearchBatchOptions<unknown>,
  'beamWidth' | 'maxTokens' | 'lengthPenalty' | 'coveragePenalty' | 'processors' | 'diversity'
>;

/** The options of the beam search that the command line's stand for. */
export function beamOptions({ tokenizers, maxLength }: SentenceTranslator, options: SearchOptions): BeamOptions {
  const { beam, lengthPenalty, coveragePenalty = 0, minLength, noRepeatNgram: size, groups } = options;
  const { endId } = targetIds(tokenizers);
  return {
    beamWidth: beam ?? defaultBeam,
    maxTokens: maxLength,
    lengthPenalty: gnmt(lengthPenalty ?? defaultLengthPenalty),
    coveragePenalty,
    processors: [
      ...(minLength === undefined ? [] : [forbidIds([endId], { firstSteps: minLength })]),
      ...(size === undefined ? [] : [noRepeatNgram(size)]),
    ],
    ...(groups === undefined ? {} : { diversity: { groups, penalty: options.diversity ?? defaultDiversity } }),
  };
}
