import { readFileSync } from 'node:fs';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { bpeTokenizerFromFiles } from '@refrain/tokenizers';
import AiTokenizer from 'ai-tokenizer';
import * as p50k from 'ai-tokenizer/encoding/p50k_base';
import { GptEncoding } from 'gpt-tokenizer/GptEncoding';
import ranks from 'gpt-tokenizer/bpeRanks/r50k_base';
import { Tiktoken } from 'js-tiktoken/lite';
import gpt2Ranks from 'js-tiktoken/ranks/gpt2';
import { loadCorpus } from '@refrain/corpora';
import { gpt2Files } from '../gpt2-files.mjs';

/**
 * Megabytes of UTF-8 a second that are encoded as GPT-2 does, ours and the peers in turn, the best of each. `…/cold` is
 * a fresh tokenizer's first pass; how long a tokenizer takes to make is left out, since the peers come with their
 * vocabularies as prepared modules.
 *
 * The text is that of the file `REFRAIN_BENCH_TEXT` (such as Tiny Shakespeare), or else Shakespeare's sonnets.
 */
export async function* run({ smoke }) {
  const path = process.env.REFRAIN_BENCH_TEXT;
  const text = path === undefined ? await loadCorpus('sonnets') : readFileSync(path, 'utf8');
  const megabytes = Buffer.byteLength(text) / 1e6;
  yield* figures(encoders(gpt2Files()), { text, megabytes, rounds: smoke ? 1 : 10, coldRounds: smoke ? 1 : 3 });
}

/** For each encoder the function that makes a fresh one. */
function encoders(files) {
  const vocab = JSON.parse(files.vocabulary);
  const merges = files.merges.trimEnd().split('\n').slice(1);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const json = {
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
  };
  return {
    'refrain/encode/gpt2': () => {
      const tokenizer = bpeTokenizerFromFiles(files);
      return (text) => tokenizer.encode(text);
    },
    'gpt-tokenizer/encode/gpt2': () => {
      const tokenizer = GptEncoding.getEncodingApi('r50k_base', () => ranks);
      return (text) => tokenizer.encode(text);
    },
    // It has no GPT-2; p50k_base is GPT-2's vocabulary with 24 tokens for runs of spaces behind it.
    'ai-tokenizer/encode/p50k': () => {
      const tokenizer = new AiTokenizer(p50k);
      return (text) => tokenizer.encode(text);
    },
    'huggingface-tokenizers-js/encode/gpt2': () => {
      const tokenizer = new HuggingFaceTokenizer({ ...json, model: { type: 'BPE', vocab, merges } }, {});
      return (text) => tokenizer.encode(text).ids;
    },
    'js-tiktoken/encode/gpt2': () => {
      const tokenizer = new Tiktoken(gpt2Ranks);
      return (text) => tokenizer.encode(text);
    },
  };
}

function* figures(makers, { text, megabytes, rounds, coldRounds }) {
  const best = Object.fromEntries(
    Object.keys(makers).flatMap((name) => [
      [name, 0],
      [`${name}/cold`, 0],
    ]),
  );
  const measure = (name, body) => {
    const start = performance.now();
    body();
    best[name] = Math.max(best[name], (1000 * megabytes) / (performance.now() - start));
  };
  checkIds(makers, text.replace(/\s{2,}/g, ' '));
  for (let round = 0; round < coldRounds; round++) {
    for (const [name, make] of Object.entries(makers)) {
      const encode = make();
      measure(`${name}/cold`, () => encode(text));
    }
  }
  const warm = Object.entries(makers).map(([name, make]) => [name, make()]);
  for (let round = 0; round < rounds; round++) for (const [name, encode] of warm) measure(name, () => encode(text));
  const tokens = warm[0][1](text).length;
  for (const [name, value] of Object.entries(best)) {
    yield { name, value: Number(value.toPrecision(3)), unit: 'MB/s', config: { megabytes, tokens } };
  }
}

/** Throws unless all give the same ids, for a text without the runs of spaces that p50k_base has tokens for. */
function checkIds(makers, text) {
  const [[, first], ...others] = Object.entries(makers).map(([name, make]) => [name, Array.from(make()(text))]);
  for (const [name, ids] of others) {
    const differs = first.length !== ids.length || first.some((id, place) => id !== ids[place]);
    if (differs) throw new Error(`${name} gives other ids than refrain.`);
  }
}
