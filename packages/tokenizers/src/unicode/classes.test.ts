import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alignedText } from '../aligned-text.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import { createPreTokenizer } from '../pre-tokenizers/create-pre-tokenizer.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

interface Golden {
  readonly assigned: readonly (readonly [first: number, last: number])[];
  readonly normalizers: readonly { description: NormalizerDescription; answers: string }[];
  readonly preTokenizers: readonly { description: PreTokenizerDescription; answers: string }[];
}

const golden = JSON.parse(readFileSync(join(__dirname, 'classes.golden.json'), 'utf8')) as Golden;

/** The sha256 of the answers for each code point of the peer's between two letters. */
function digest(answer: (text: string) => string): string {
  const answers: string[] = [];
  for (const [first, last] of golden.assigned) {
    for (let code = first; code <= last; code++) {
      if (code < 0x3400 || code % 7 === 0) answers.push(answer(`a${String.fromCodePoint(code)}a`));
    }
  }
  return createHash('sha256').update(answers.join('\n')).digest('hex');
}

describe('each character of Unicode 14', () => {
  it.each(golden.normalizers.map(({ description, answers }) => [description.type, description, answers] as const))(
    'is normalized by %s as by Hugging Face',
    (_, description, answers) => {
      const normalize = createNormalizer({ normalizers: [description] });
      expect(digest((text) => normalize(alignedText(text, undefined)).text)).toBe(answers);
    },
  );

  it.each(golden.preTokenizers.map(({ description, answers }) => [description.type, description, answers] as const))(
    'is cut by %s as by Hugging Face',
    (_, description, answers) => {
      const cut = createPreTokenizer({ preTokenizers: [description] });
      expect(
        digest((text) =>
          cut([alignedText(text, undefined)])
            .map((piece) => piece.text)
            .join(' '),
        ),
      ).toBe(answers);
    },
  );
});
