import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '@refrain/core';
import { trainBpeTokenizer } from '@refrain/tokenizers';
import { loadCorpus } from '@refrain/corpora';

/**
 * Seconds to learn a byte-level vocabulary: the first time in the process, and the best of several.
 *
 * The text is that of the file `REFRAIN_BENCH_TEXT` (such as Tiny Shakespeare), 8,000 tokens, or else Shakespeare's
 * sonnets, which are good for 2,000. With `REFRAIN_BENCH_FOLDER`, also 8,000 tokens of 100 MB made of the lines of all
 * files in that folder, and the peak memory of the process, which then must not run other suites before.
 */
export async function* run({ smoke }) {
  const path = process.env.REFRAIN_BENCH_TEXT;
  const text = path === undefined ? await loadCorpus('sonnets') : readFileSync(path, 'utf8');
  const vocabularySize = path === undefined ? 2000 : 8000;
  const config = { vocabularySize, megabytes: Buffer.byteLength(text) / 1e6 };
  const train = () => seconds(() => trainBpeTokenizer(text, { vocabularySize }));
  const cold = train();
  const warm = Math.min(...Array.from({ length: smoke ? 1 : 10 }, train));
  yield { name: `refrain/train-bpe/${vocabularySize}/cold`, value: rounded(cold), unit: 's', config };
  yield { name: `refrain/train-bpe/${vocabularySize}`, value: rounded(warm), unit: 's', config };
  const folder = process.env.REFRAIN_BENCH_FOLDER;
  if (folder !== undefined) yield* large(folder, smoke ? 1 : 100);
}

function* large(folder, megabytes) {
  const vocabularySize = 8000;
  const making = { seconds: 0 };
  const total = seconds(() => trainBpeTokenizer(blocks(folder, { megabytes, making }), { vocabularySize }));
  const config = { vocabularySize, megabytes };
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  yield { name: 'refrain/train-bpe/large', value: rounded(total - making.seconds), unit: 's', config };
  yield { name: 'refrain/train-bpe/large/memory', value: memory, unit: 'MB', config };
}

/**
 * Texts of about a megabyte, until there are enough: lines of the files drawn by chance, with words in another order and
 * letters of some words too, so that there are ever new words. `making` gathers the time that this takes.
 */
function* blocks(folder, { megabytes, making }) {
  let block;
  const random = new Random(42);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const lines = files.flatMap((file) => readFileSync(join(file.parentPath, file.name), 'utf8').split('\n'));
  for (let bytes = 0; bytes < megabytes * 1e6; bytes += Buffer.byteLength(block)) {
    making.seconds += seconds(() => {
      block = '';
      while (block.length < 1e6) block += `${varied(lines[random.integer(lines.length)], random)}\n`;
    });
    yield block;
  }
}

function varied(line, random) {
  const words = line
    .split(' ')
    .map((word) => (random.uniform() < 0.05 ? swapped(Array.from(word), random).join('') : word));
  for (let swaps = words.length >> 2; swaps > 0; swaps--) swapped(words, random);
  return words.join(' ');
}

/** `items` with two of them in each other's place. */
function swapped(items, random) {
  if (items.length < 2) return items;
  const [first, second] = [random.integer(items.length), random.integer(items.length)];
  [items[first], items[second]] = [items[second], items[first]];
  return items;
}

function seconds(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function rounded(value) {
  return Number(value.toPrecision(3));
}
