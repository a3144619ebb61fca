import type { NormalizerDescription } from '../../normalizers/description.js';
import { writePattern } from './patterns.js';
import { refusePart } from './refuse-part.js';
import { sequence } from './sequence.js';

/** The field `normalizer`. */
export function writeNormalizers(normalizers: readonly NormalizerDescription[]): object | null {
  return sequence('normalizers', normalizers.flatMap(writeNormalizer));
}

function writeNormalizer(description: NormalizerDescription): object[] {
  switch (description.type) {
    case 'nfc':
    case 'nfd':
    case 'nfkc':
    case 'nfkd':
      return [{ type: description.type.toUpperCase() }];
    case 'lowercase':
      return writeLowercase(description.letters);
    case 'strip':
      return [strip(description)];
    case 'strip-accents':
      return [{ type: 'StripAccents' }];
    case 'strip-tags':
      return [replace('<[^>]*>', '')];
    case 'replace':
      return [{ type: 'Replace', pattern: writePattern(description.pattern), content: description.content }];
    case 'prepend':
      return [{ type: 'Prepend', prepend: description.content }];
    case 'bert':
      return [
        {
          type: 'BertNormalizer',
          clean_text: description.cleanText,
          handle_chinese_chars: description.isolateChinese,
          strip_accents: description.stripAccents,
          lowercase: description.lowercase,
        },
      ];
    case 'collapse-spaces':
      return [strip({ left: true, right: true }), replace('\\s+', ' ')];
    case 'precompiled':
      return [{ type: 'Precompiled', precompiled_charsmap: description.charsmap }];
    case 'function':
      return refusePart('a function as normalizer');
  }
}

function writeLowercase(letters: 'all' | 'ascii' | 'in-context'): object[] {
  if (letters === 'ascii') {
    return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => ({
      type: 'Replace',
      pattern: { String: letter },
      content: letter.toLowerCase(),
    }));
  }
  const everyLetter = { type: 'Lowercase' };
  // The one letter whose small form depends on its neighbours: sigma, at the end of a word.
  const finalSigma = '(?<=\\p{Cased}\\p{Case_Ignorable}*)Σ(?!\\p{Case_Ignorable}*\\p{Cased})';
  return letters === 'all' ? [everyLetter] : [replace(finalSigma, 'ς'), everyLetter];
}

function strip({ left, right }: { readonly left: boolean; readonly right: boolean }): object {
  return { type: 'Strip', strip_left: left, strip_right: right };
}

function replace(expression: string, content: string): object {
  return { type: 'Replace', pattern: { Regex: expression }, content };
}
