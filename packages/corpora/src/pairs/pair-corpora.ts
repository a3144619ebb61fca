import { assertOneOf } from '@refrain/core';
import type { Provenance } from '../corpora.js';

/** What is known of a corpus of sentence pairs without reading it. */
export interface PairCorpusInformation extends Provenance {
  /** The languages of `source` and `target`, as BCP 47 tags. */
  readonly languages: readonly [source: string, target: string];
  /** How many pairs there are. */
  readonly pairs: number;
  /** How many different source sentences there are. */
  readonly sources: number;
}

/**
 * The corpora of sentence pairs that have a name, with their licence and source.
 *
 * @example
 * pairCorpora['spa-eng'].credit;   // 'Tatoeba, …'
 */
export const pairCorpora = {
  phrasebook: {
    title: 'Phrasebook: everyday sentences made by a grammar',
    license: 'Apache-2.0 (this package)',
    source: 'the function phrasebook of this package',
    languages: ['en', 'es'],
    pairs: 21_000,
    sources: 21_000,
  },
  'spa-eng': {
    title: 'English sentences of Tatoeba and their Spanish translations, as of May 2018',
    license: 'CC BY 2.0 FR (https://creativecommons.org/licenses/by/2.0/fr/)',
    credit: 'Tatoeba, https://tatoeba.org, and its contributors; selected by https://www.manythings.org/anki',
    source: 'https://www.tensorflow.org/text/tutorials/nmt_with_attention',
    languages: ['en', 'es'],
    pairs: 118_964,
    sources: 102_904,
    download: {
      url: 'https://storage.googleapis.com/download.tensorflow.org/data/spa-eng.zip',
      sha256: '0c4fd7825d3d872488d38c157f784e035edab4f2ff0df25a2a208790ecb5b58f',
      entry: 'spa-eng/spa.txt',
    },
  },
} as const satisfies Readonly<Record<string, PairCorpusInformation>>;

/** The name of a corpus of sentence pairs. */
export type PairCorpusName = keyof typeof pairCorpora;

/** The names of all corpora of sentence pairs. */
export const pairCorpusNames = Object.freeze(Object.keys(pairCorpora)) as readonly PairCorpusName[];

/** Whether `text` is the name of a corpus of sentence pairs. */
export function isPairCorpusName(text: string): text is PairCorpusName {
  return (pairCorpusNames as readonly string[]).includes(text);
}

/** Throws unless `name` is the name of a corpus of sentence pairs. */
export function assertPairCorpusName(name: unknown): asserts name is PairCorpusName {
  assertOneOf('name', name, pairCorpusNames);
}
