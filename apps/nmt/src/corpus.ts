import { CommandError } from '@refrain/app-kit';
import { namedCorpora } from '@refrain/app-kit/runs';
import { pairCorpusNames, phrasebook, removeInvertedMarks, splitPairs } from '@refrain/corpora';
import type { PairSplit, SentencePair } from '@refrain/corpora';
import { readPairs } from '@refrain/corpora/node';
import { sha256 } from '@refrain/core';
import type { RunRecord } from './run-directory.js';
import type { RunSettings } from './settings.js';

const corpora = namedCorpora(pairCorpusNames, 'a file of sentence pairs');

export const { identity: corpusIdentity, title: corpusTitle } = corpora;

/** The pairs of a run, in three parts that share no source sentence. */
export interface RunPairs extends PairSplit {
  /** Identifies all pairs, in their order. */
  readonly sha256: string;
}

/**
 * Reads a run's pairs and divides them. The phrasebook comes with its own held-out sentences, which are the test.
 *
 * @throws CommandError if so many sentences are to be held out that none is left to train on
 */
export async function runPairs(settings: RunSettings): Promise<RunPairs> {
  const { corpus, validation, test, trainingPairs } = settings;
  corpora.assertExists(corpus);
  const pairs = cleaned(await readPairs(corpusTitle(corpus), { cacheDirectory: corpora.cacheDirectory }), settings);
  const own = corpus === 'phrasebook' ? phrasebook().heldOut.length : 0;
  const divided = own === 0 ? pairs : pairs.slice(0, -own);
  const drawn = own === 0 ? { validation, test } : { validation };
  const sources = new Set(divided.map(({ source }) => source)).size;
  if (validation + (drawn.test ?? 0) >= sources) {
    throw new CommandError(
      `--corpus must have more sentences than are held out; ${corpusTitle(corpus)} has ${sources} different ones, of which --validation ${validation} and --test ${test} ` +
        'are to be held out. Give more pairs, or hold out fewer.',
    );
  }
  const split = splitPairs(divided, { ...drawn, seed: settings.seed });
  return {
    ...split,
    training: split.training.slice(0, trainingPairs),
    ...(own === 0 ? {} : { test: pairs.slice(-own).slice(0, test) }),
    sha256: await sha256(
      new TextEncoder().encode(pairs.map(({ source, target }) => `${source}\t${target}\n`).join('')),
    ),
  };
}

/** The pairs of a run that has been trained. @throws CommandError if the corpus no longer holds them */
export async function unchangedPairs({ settings, pairs }: RunRecord): Promise<RunPairs> {
  const found = await runPairs(settings);
  if (found.sha256 === pairs.sha256) return found;
  throw new CommandError(
    `--run must be a run whose pairs are still there; ${corpusTitle(settings.corpus)} has changed since. Bring the old ones back.`,
  );
}

function cleaned(pairs: SentencePair[], settings: RunSettings): SentencePair[] {
  if (!settings.removeInvertedMarks) return pairs;
  return pairs.map((pair) => ({ ...pair, target: removeInvertedMarks(pair.target) }));
}
