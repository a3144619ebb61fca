import { existsSync } from 'node:fs';
import { InvalidArgumentError } from '@refrain/core';
import { toHuggingFace } from '@refrain/tokenizers';
import type { SpecialRole, Tokenizer } from '@refrain/tokenizers';
import type { Command } from './command.js';
import { UsageError } from './errors.js';
import { withOutput } from './output.js';
import { choice, positiveInteger } from './parse-command-line.js';
import { progressBar } from './progress.js';
import { didYouMean } from './suggest.js';
import { trainingTexts } from './text-input.js';
import { kinds, trainKind } from './trainers.js';
import type { Training } from './trainers.js';

const defaultOutput = 'tokenizer.json';
const roles = ['padding', 'unknown', 'start', 'end', 'mask'] as const satisfies readonly SpecialRole[];

/** `train`: a tokenizer from text. */
export const train: Command = {
  summary: 'train a tokenizer from text',
  operands: '[file...]',
  options: {
    kind: { value: '<kind>', help: `${kinds.join(', ')} (default: bpe)` },
    vocabulary: {
      value: '<tokens>',
      help: 'size of the vocabulary, special tokens among it; for word at most so many (default: all words)',
    },
    lowercase: { help: 'lower-case text first' },
    special: {
      value: '<role=form>',
      help: `a special token and how it is written, such as end=<eos>, or a form alone; roles: ${roles.join(', ')}; may be repeated`,
      multiple: true,
    },
    format: { value: '<name>', help: "refrain, or hugging-face for Hugging Face's tokenizer.json (default: refrain)" },
    output: { value: '<file>', help: `where the tokenizer goes, - for standard output (default: ${defaultOutput})` },
  },
  notes: 'Reads files, or standard input, as UTF-8. --output replaces a file; the default does not.',
  async run(given, files) {
    const kind = choice(given, { name: 'kind', choices: kinds }) ?? 'bpe';
    const format = choice(given, { name: 'format', choices: ['refrain', 'hugging-face'] }) ?? 'refrain';
    const vocabulary = positiveInteger(given, 'vocabulary');
    const frame = specialTokens(given.texts('special'));
    const output = given.text('output') ?? defaultOutput;
    if (!given.has('output') && existsSync(output)) {
      throw new UsageError(`${output} exists. Give --output ${output} to replace it, or another name.`);
    }
    const texts = await trainingTexts(files);
    const bar = progressBar(process.stderr);
    const start = performance.now();
    const training = { texts, vocabulary, lowercase: given.has('lowercase'), frame, onProgress: bar.show };
    const tokenizer = trainOrRefuse(() => trainKind(kind, training), bar.clear);
    const seconds = (performance.now() - start) / 1000;
    const json = JSON.stringify(format === 'refrain' ? tokenizer : toHuggingFace(tokenizer));
    await withOutput(output, (target) => target.write(`${json}\n`));
    process.stderr.write(`${output}: ${describe(tokenizer, kind)}, trained in ${seconds.toFixed(1)} s\n`);
  },
};

function describe({ vocabulary }: Tokenizer, kind: string): string {
  return `${kind}, ${vocabulary.size.toLocaleString('en')} tokens`;
}

/** Trains, and takes the bar away; what is wrong with an option is said under the option's own name. */
function trainOrRefuse(trained: () => Tokenizer, clear: () => void): Tokenizer {
  try {
    return trained();
  } catch (error) {
    const size = /^(?:vocabularySize|maximumTokens)\b/;
    if (!InvalidArgumentError.isInstance(error)) throw error;
    if (size.test(error.argument)) throw new UsageError(error.message.replace(size, '--vocabulary'));
    if (/^(?:special|extraSpecial)\b/.test(error.argument)) throw new UsageError(`--special: ${error.message}`);
    throw error;
  } finally {
    clear();
  }
}

/** Reads `role=form`, and forms of tokens without a role. @throws UsageError for an unknown role */
function specialTokens(words: readonly string[]): Training['frame'] {
  const special: Partial<Record<SpecialRole, string>> = {};
  const extraSpecial: string[] = [];
  for (const word of words) {
    const [, name, form] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined) {
      extraSpecial.push(word);
      continue;
    }
    const role = roles.find((known) => known === name);
    if (role === undefined) {
      throw new UsageError(
        `--special must begin with one of ${roles.join(', ')}; received ${JSON.stringify(word)}.${didYouMean(name, roles)}`,
      );
    }
    special[role] = form!;
  }
  return {
    ...(Object.keys(special).length === 0 ? {} : { special }),
    ...(extraSpecial.length === 0 ? {} : { extraSpecial }),
  };
}
