import { readCharsmap } from '../../normalizers/charsmap.js';
import type { NormalizerDescription } from '../../normalizers/description.js';
import type { JsonPart } from '../json-part.js';
import { readPattern } from './patterns.js';

/** The steps of the field `normalizer`, those of sequences in one row. */
export function readNormalizers(part: JsonPart): NormalizerDescription[] {
  if (part.isNull) return [];
  return part.at('type').choice(readers)(part);
}

const readers: Readonly<Record<string, (part: JsonPart) => NormalizerDescription[]>> = {
  Sequence: (part) => part.withFields('type', 'normalizers').at('normalizers').list().flatMap(readNormalizers),
  BertNormalizer(part) {
    part.withFields('type', 'clean_text', 'handle_chinese_chars', 'strip_accents', 'lowercase');
    const lowercase = part.at('lowercase').boolean();
    const stripAccents = part.at('strip_accents');
    return [
      {
        type: 'bert',
        cleanText: part.at('clean_text').boolean(),
        isolateChinese: part.at('handle_chinese_chars').boolean(),
        stripAccents: stripAccents.isNull ? lowercase : stripAccents.boolean(),
        lowercase,
      },
    ];
  },
  NFC: (part) => plain(part, { type: 'nfc' }),
  NFD: (part) => plain(part, { type: 'nfd' }),
  NFKC: (part) => plain(part, { type: 'nfkc' }),
  NFKD: (part) => plain(part, { type: 'nfkd' }),
  Lowercase: (part) => plain(part, { type: 'lowercase', letters: 'all' }),
  StripAccents: (part) => plain(part, { type: 'strip-accents' }),
  Strip(part) {
    part.withFields('type', 'strip_left', 'strip_right');
    return [{ type: 'strip', left: part.at('strip_left').boolean(), right: part.at('strip_right').boolean() }];
  },
  Replace(part) {
    part.withFields('type', 'pattern', 'content');
    return [{ type: 'replace', pattern: readPattern(part.at('pattern')), content: part.at('content').string() }];
  },
  Precompiled(part) {
    const charsmap = part.withFields('type', 'precompiled_charsmap').at('precompiled_charsmap');
    if (readCharsmap(charsmap.string()) === undefined) charsmap.refuseType("a table of SentencePiece's as base64");
    return [{ type: 'precompiled', charsmap: charsmap.string() }];
  },
  Prepend: (part) => [{ type: 'prepend', content: part.withFields('type', 'prepend').at('prepend').string() }],
};

function plain(part: JsonPart, description: NormalizerDescription): NormalizerDescription[] {
  part.withFields('type');
  return [description];
}
