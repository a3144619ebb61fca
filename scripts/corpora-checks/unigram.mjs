import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../load-package.mjs';

const golden = JSON.parse(readFileSync(new URL('./unigram.golden.json', import.meta.url), 'utf8'));

export async function run(check, data) {
  const { tokenizerFromHuggingFace, trainUnigramTokenizer } = await load('tokenizers');
  const lines = (name) =>
    readFileSync(join(data, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  const pairs = lines('spa-eng/spa.txt').map((line) => line.split('\t'));
  const english = pairs.map(([side]) => side);
  const spanish = pairs.map(([, side]) => side);
  const shakespeare = lines('tinyshakespeare.txt');
  const sentences = [
    ...spread(english, 3000),
    ...spread(spanish, 3500),
    ...spread(shakespeare, 2500),
    ...spread(lines('ag_news/train-10k-descriptions.tsv'), 500),
    ...spread(lines('zh/songci.txt'), 500),
  ];

  for (const [name, title] of [
    ['sentencePiece', 'SentencePiece'],
    ['sentencePieceBytes', 'SentencePiece with bytes'],
    ['huggingFace', "Hugging Face's library"],
  ]) {
    await check(`ids of 10,000 sentences with a unigram model that ${title} has trained`, () => {
      assert.equal(sentences.length, golden.sentences);
      const tokenizer = tokenizerFromHuggingFace(asHuggingFace(golden[name], name));
      const ids = sentences.map((sentence) => Array.from(tokenizer.encode(sentence)));
      assert.equal(createHash('sha256').update(JSON.stringify(ids)).digest('hex'), golden[name].ids);
    });
  }

  for (const [name, texts] of Object.entries({ shakespeare, english, spanish })) {
    for (const { size, logProbability, tokens } of golden.heldOut[name]) {
      await check(`unigram ${size} of ${name}: unseen text is as probable as with SentencePiece, or more`, () => {
        const tokenizer = trainUnigramTokenizer(
          texts.filter((_, at) => at % 10 !== 0),
          { vocabularySize: size },
        );
        const ours = heldOut(tokenizer, texts);
        const better = (100 * (1 - ours.logProbability / logProbability)).toFixed(2);
        console.log(`  ${better} % fewer nats; ${ours.tokens} tokens where SentencePiece has ${tokens}`);
        assert.ok(ours.logProbability >= logProbability);
      });
    }
  }
}

/** `count` values at even distances. */
function spread(values, count) {
  return Array.from({ length: count }, (_, at) => values[Math.floor((at * values.length) / count)]);
}

/** A model as tokenizer.json. SentencePiece's scores have 32 bits, and are kept as the shortest decimals for these. */
function asHuggingFace({ tokens, scores }, name) {
  const round = name === 'huggingFace' ? (score) => score : Math.fround;
  const special = tokens.filter((token) => ['<unk>', '<s>', '</s>'].includes(token));
  const space = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content) => ({
      id: tokens.indexOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Strip', strip_left: true, strip_right: true },
      ],
    },
    pre_tokenizer: space,
    post_processor: null,
    decoder: space,
    model: {
      type: 'Unigram',
      unk_id: tokens.indexOf('<unk>'),
      vocab: tokens.map((token, id) => [token, round(scores[id])]),
      byte_fallback: name === 'sentencePieceBytes',
    },
  };
}

/** As in unigram.golden.py: the log-probability of every tenth text, with scores made probabilities, and its tokens. */
function heldOut(tokenizer, texts) {
  const scores = JSON.parse(JSON.stringify(tokenizer)).model.scores.slice(3);
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const unknown = Math.min(...scores) - 10;
  let logProbability = 0;
  let tokens = 0;
  for (let at = 0; at < texts.length; at += 10) {
    for (const id of tokenizer.encode(texts[at])) {
      logProbability += (id === 0 ? unknown : scores[id - 3]) - total;
      tokens++;
    }
  }
  return { logProbability, tokens };
}
