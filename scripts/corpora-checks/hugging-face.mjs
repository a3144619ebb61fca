import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../load-package.mjs';

/** How many texts each tokenizer encodes. */
const samples = 400;

/**
 * Every kind of tokenizer, exported with `toHuggingFace`: `tokenizerFromHuggingFace` must make the same of it, and so
 * must Hugging Face's library, where a Python that has it is given by REFRAIN_PEERS_PYTHON or found as .peers/bin/python
 * beside the repository's package.json.
 */
export async function run(check, data) {
  const tokenizers = await load('tokenizers');
  const { Random } = await load('core');
  const english = readFileSync(join(data, 'tinyshakespeare.txt'), 'utf8').slice(0, 60_000);
  const sentences = english.split(/(?<=[.!?])\s+/);
  const texts = sampleTexts(english, new Random(7));
  const python = findPython();
  if (python === undefined) console.log('  (no Python with tokenizers: exports are only read back here)');

  for (const [name, make] of Object.entries(makers(tokenizers, english, sentences))) {
    const tokenizer = make();
    const exported = JSON.stringify(tokenizers.toHuggingFace(tokenizer));
    const encodings = texts.map((text) => idsOf(tokenizer, text));
    const takes = (position) => encodings[position] !== undefined;
    const decoded = encodings.map((ids) => ids && tokenizer.decode(ids));

    await check(`${name}: what is made of the export encodes and decodes alike`, () => {
      const again = tokenizers.tokenizerFromHuggingFace(exported);
      for (const [position, text] of texts.entries()) {
        assert.deepEqual(idsOf(again, text), encodings[position], JSON.stringify(text));
        if (takes(position)) assert.equal(again.decode(encodings[position]), decoded[position]);
      }
    });
    if (python === undefined) continue;
    await check(`${name}: Hugging Face's library encodes and decodes alike`, () => {
      const known = texts.filter((_, position) => takes(position));
      const answers = askLibrary(python, exported, known);
      for (const [position, text] of known.entries()) {
        const ids = idsOf(tokenizer, text);
        assert.deepEqual(answers[position].ids, ids, JSON.stringify(text));
        assert.equal(answers[position].text, tokenizer.decode(ids), JSON.stringify(text));
      }
      assert.ok(known.length > samples / 10, `only ${known.length} texts are taken`);
    });
  }
}

/** The ids of a text, or undefined where the tokenizer refuses an unknown character. */
function idsOf(tokenizer, text) {
  try {
    return Array.from(tokenizer.encode(text, { special: 'encode' }));
  } catch (error) {
    if (error.name === 'InvalidArgumentError') return undefined;
    throw error;
  }
}

function makers(tokenizers, text, sentences) {
  const { trainBpeTokenizer, trainCharTokenizer, trainUnigramTokenizer, trainWordPieceTokenizer, trainWordTokenizer } =
    tokenizers;
  const frame = {
    special: { padding: '<pad>', unknown: '<unk>', start: '<s>', end: '</s>' },
    extraSpecial: ['<|user|>'],
    template: ['start', 'text', 'end'],
    pairTemplate: ['start', 'text', 'end', 'pair', 'end'],
  };
  const last = { specialPosition: 'last' };
  return {
    characters: () => trainCharTokenizer(text),
    'characters, lower case, framed': () => trainCharTokenizer(text, { ...frame, lowercase: true }),
    'characters, special tokens last': () => trainCharTokenizer(text, { ...frame, ...last }),
    'words as TextVectorization': () =>
      trainWordTokenizer(sentences, { behaviour: 'text-vectorization', maximumTokens: 500 }),
    'words as TextVectorization, punctuation kept': () =>
      trainWordTokenizer(sentences, { behaviour: 'text-vectorization', standardize: 'lower' }),
    'characters as TextVectorization': () =>
      trainWordTokenizer(sentences, { behaviour: 'text-vectorization', split: 'character', standardize: 'none' }),
    "words as Keras's older Tokenizer": () =>
      trainWordTokenizer(sentences, { behaviour: 'legacy', special: { unknown: '<oov>' }, maximumTokens: 700 }),
    'words as torchtext': () =>
      trainWordTokenizer(sentences, { behaviour: 'torchtext', ...frame, minimumFrequency: 2 }),
    "words as torchtext's basic_english": () =>
      trainWordTokenizer(sentences, { behaviour: 'torchtext', ...frame, ...last, splitter: 'basic-english' }),
    'byte-level byte-pair': () => trainBpeTokenizer(text, { vocabularySize: 600 }),
    'byte-level byte-pair, framed': () =>
      trainBpeTokenizer(text, { vocabularySize: 600, ...frame, ...last, lowercase: true, normalization: 'nfkc' }),
    "byte-level byte-pair, cl100k's pattern": () => trainBpeTokenizer(text, { vocabularySize: 600, pattern: 'cl100k' }),
    'byte-level byte-pair, a pattern of the caller': () =>
      trainBpeTokenizer(text, { vocabularySize: 600, pattern: /\p{L}+|\d|[^\p{L}\d\s]+|\s+?(?=\S)|\s+/u }),
    'byte-pair of characters': () =>
      trainBpeTokenizer(text, { vocabularySize: 400, unit: 'character', special: { unknown: '<unk>' } }),
    'word-piece': () => trainWordPieceTokenizer(text, { vocabularySize: 500 }),
    'word-piece, cased and framed': () =>
      trainWordPieceTokenizer(text, {
        vocabularySize: 500,
        lowercase: false,
        template: ['start', 'text', 'end'],
        truncation: { maximumLength: 20, side: 'left' },
      }),
    unigram: () => trainUnigramTokenizer(sentences, { vocabularySize: 500 }),
    'unigram with bytes': () => trainUnigramTokenizer(sentences, { vocabularySize: 700, byteFallback: true }),
  };
}

/** Pieces of the text, and of letters that are trouble. */
function sampleTexts(text, random) {
  const trouble = [
    ...[
      'é',
      'É',
      'e\u0301',
      'Σ',
      'ΑΣ ',
      'ß',
      'İ',
      'ſ',
      'ﬁ',
      '½',
      '水',
      '橋',
      '한',
      '🛶',
      '👩‍👧',
      '\u00a0',
      '\u0085',
      '\u2028',
      '\u200b',
    ],
    ...[
      '\ufeff',
      '\t',
      '\n',
      '\r\n',
      '  ',
      ' ',
      "'s",
      "'LL",
      '<s>',
      '</s>',
      '<pad>',
      '<unk>',
      '[UNK]',
      '[MASK]',
      '<oov>',
      '▁',
      '##a',
    ],
    ...[
      '1',
      '23',
      '٣',
      '²',
      '.',
      '...',
      ',',
      '?!',
      '-',
      '—',
      '“',
      '(',
      '$',
      '_',
      'the ',
      'Lord ',
      'I am',
      ' thou',
      '\u0000',
      '\u0007',
    ],
  ];
  return Array.from({ length: samples }, (_, position) => {
    if (position % 2 === 0) {
      const start = random.integer(text.length - 80);
      return text.slice(start, start + 1 + random.integer(80));
    }
    return Array.from({ length: 1 + random.integer(12) }, () => trouble[random.integer(trouble.length)]).join('');
  });
}

function findPython() {
  const beside = fileURLToPath(new URL('../../.peers/bin/python', import.meta.url));
  const python = process.env.REFRAIN_PEERS_PYTHON ?? (existsSync(beside) ? beside : undefined);
  if (python === undefined) return undefined;
  try {
    execFileSync(python, ['-c', 'import tokenizers'], { stdio: 'ignore' });
    return python;
  } catch {
    return undefined;
  }
}

function askLibrary(python, exported, texts) {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-hugging-face-'));
  try {
    writeFileSync(join(folder, 'tokenizer.json'), exported);
    writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts));
    const program = [
      'import json, sys',
      'from tokenizers import Tokenizer',
      'tokenizer = Tokenizer.from_file("tokenizer.json")',
      'answers = []',
      'for text in json.load(open("texts.json")):',
      '    ids = tokenizer.encode(text).ids',
      '    answers.append({"ids": ids, "text": tokenizer.decode(ids, skip_special_tokens=False)})',
      'json.dump(answers, sys.stdout)',
    ].join('\n');
    const answers = execFileSync(python, ['-c', program], { cwd: folder, maxBuffer: 1 << 28 });
    return JSON.parse(answers.toString());
  } finally {
    rmSync(folder, { recursive: true });
  }
}
