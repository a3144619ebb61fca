import { assertOneOf } from '@refrain/core';
import type { Provenance } from '../corpora.js';

/** What is known of a corpus of labelled texts without reading it. */
export interface LabelledCorpusInformation extends Provenance {
  /** How many texts there are to train on. */
  readonly training: number;
  /** How many texts there are to test on. */
  readonly test: number;
}

/**
 * The corpora of labelled texts that have a name, with their licence and source.
 *
 * @example
 * labelledCorpora.imdb.credit;   // 'Maas et al., …'
 */
export const labelledCorpora = {
  opinions: {
    title: 'Opinions: short reviews of films, books, restaurants, hotels, devices and shows, made by a grammar',
    license: 'Apache-2.0 (this package)',
    source: 'the function opinions of this package',
    training: 8_000,
    test: 1_000,
  },
  imdb: {
    title: 'Large Movie Review Dataset v1.0: reviews of the Internet Movie Database',
    license: 'for research, with the citation; the reviews belong to their writers',
    credit: 'Maas et al., "Learning Word Vectors for Sentiment Analysis", ACL 2011',
    source: 'https://ai.stanford.edu/~amaas/data/sentiment/',
    training: 25_000,
    test: 25_000,
    download: {
      url: 'https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz',
      sha256: 'c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe',
    },
  },
} as const satisfies Readonly<Record<string, LabelledCorpusInformation>>;

/** The name of a corpus of labelled texts. */
export type LabelledCorpusName = keyof typeof labelledCorpora;

/** The names of all corpora of labelled texts. */
export const labelledCorpusNames = Object.freeze(Object.keys(labelledCorpora)) as readonly LabelledCorpusName[];

/** Whether `text` is the name of a corpus of labelled texts. */
export function isLabelledCorpusName(text: string): text is LabelledCorpusName {
  return (labelledCorpusNames as readonly string[]).includes(text);
}

/** Throws unless `name` is the name of a corpus of labelled texts. */
export function assertLabelledCorpusName(name: unknown): asserts name is LabelledCorpusName {
  assertOneOf('name', name, labelledCorpusNames);
}
