import { readFileSync } from 'node:fs';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { toHuggingFace, trainUnigramTokenizer } from '@refrain/tokenizers';
import { loadCorpus } from '@refrain/corpora';

/**
 * Seconds that training a unigram tokenizer takes, the least of several; and megabytes of UTF-8 a second that are encoded
 * with it, ours and Hugging Face's JavaScript library in turn, the best of each.
 *
 * The text is that of the file `REFRAIN_BENCH_TEXT` (such as Tiny Shakespeare), or else Shakespeare's sonnets, for which
 * 8,000 tokens are too many: there 2,000 are learned.
 */
export async function* run({ smoke }) {
  const path = process.env.REFRAIN_BENCH_TEXT;
  const text = path === undefined ? await loadCorpus('sonnets') : readFileSync(path, 'utf8');
  const vocabularySize = path === undefined ? 2000 : 8000;
  const megabytes = Buffer.byteLength(text) / 1e6;

  let seconds = Infinity;
  let tokenizer;
  for (let round = 0; round < (smoke ? 1 : 5); round++) {
    const start = performance.now();
    tokenizer = trainUnigramTokenizer(text, { vocabularySize });
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  yield {
    name: `refrain/train-unigram/${vocabularySize}`,
    value: Number(seconds.toPrecision(3)),
    unit: 's',
    config: { megabytes },
  };

  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const peer = new HuggingFaceTokenizer(toHuggingFace(tokenizer), {});
  const encoders = {
    'refrain/encode/unigram': (line) => tokenizer.encode(line).length,
    'huggingface-tokenizers-js/encode/unigram': (line) => peer.encode(line).ids.length,
  };
  const best = {};
  for (let round = 0; round < (smoke ? 1 : 5); round++) {
    for (const [name, encode] of Object.entries(encoders)) {
      const start = performance.now();
      let tokens = 0;
      for (const line of lines) tokens += encode(line);
      const value = (1000 * megabytes) / (performance.now() - start);
      if (!(best[name]?.value > value)) best[name] = { value, tokens };
    }
  }
  for (const [name, { value, tokens }] of Object.entries(best)) {
    yield { name, value: Number(value.toPrecision(3)), unit: 'MB/s', config: { megabytes, vocabularySize, tokens } };
  }
}
