import type { Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { soughtNormalized } from '../frame/sought-normalized.js';
import { lastCertainCut } from '../patterns/certain-cut.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import type { Pattern } from '../patterns/compile-pattern.js';
import type { PatternDescription } from '../patterns/description.js';
import { pieceScanners } from '../patterns/piece-scanners.js';
import type { PieceScanner } from '../patterns/piece-scanners.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import type { BytePairDropout } from '../tokenizer.js';
import type { Vocabulary } from '../vocabulary.js';
import { byteCharacters } from './byte-alphabet.js';
import { fillByteOffsets } from './byte-offsets.js';
import { PieceEncoder } from './piece-encoder.js';

/** Code units that are turned into UTF-8 at a time. */
const partLength = 1 << 14;

/**
 * The fast way for byte-level byte-pair encoding (Radford et al., "Language Models are Unsupervised Multitask Learners",
 * 2019): text becomes UTF-8, is cut by a hand-written scanner, and pieces that were met before are looked up by their
 * bytes, all in typed arrays.
 *
 * @returns undefined for a description that asks for more than that: normalizers, other pre-tokenizers, marks at the
 *   ends of words, a vocabulary without some bytes
 */
export function byteLevelCodec(description: TokenizerDescription, vocabulary: Vocabulary): Codec | undefined {
  const { model, normalizers } = description;
  const cutting = cuttingOf(description.preTokenizers);
  if (model.type !== 'bpe' || model.continuingPrefix || model.endOfWordSuffix || cutting === undefined)
    return undefined;
  if (normalizers.length > 0 || soughtNormalized(description).length > 0) return undefined;
  const bytes = Int32Array.from(byteCharacters(), (character) => vocabulary.idOf(character) ?? -1);
  if (bytes.includes(-1)) return undefined;
  const encoder = new PieceEncoder(model, vocabulary, bytes);
  const { text: utf8 } = encoder;
  const { tokens } = vocabulary;

  return {
    encode(text, { offset, startsStretch, options }, sink) {
      const dropout = options.regularization as BytePairDropout | undefined;
      const space = cutting.addPrefixSpace && startsStretch && !text.startsWith(' ') ? ' ' : '';
      const encodePart = (start: number, end: number): void => {
        if (start === end) return;
        const prefix = start === 0 ? space : '';
        const first = sink.count;
        utf8.load(text.slice(start, end), prefix);
        if (cutting.scan !== undefined) encoder.encodeScanned(cutting.scan, sink, dropout);
        else encoder.encodeWhole(sink, dropout);
        if (sink.offsets === undefined) return;
        fillByteOffsets({ text: utf8, tokens }, { offset: offset + start, prefix: prefix.length }, { sink, first });
      };
      cutting.forEachPart(text, encodePart);
      utf8.release();
    },
    ...(cutting.scan === undefined ? {} : { certain }),
  };
}

/** Within two code units before `from` the text may not have been known when it was looked at. */
function certain(text: string, from: number): number {
  return Math.max(0, lastCertainCut(text, { from: Math.max(0, from - 2), to: text.length }));
}

/** How a text is cut into pieces. */
interface Cutting {
  readonly addPrefixSpace: boolean;
  /** What cuts a part into pieces; without it each part is a piece. */
  readonly scan?: PieceScanner;
  forEachPart(text: string, visit: (start: number, end: number) => void): void;
}

/** How these pre-tokenizers cut, if all they do is cut, and then write bytes. */
function cuttingOf(preTokenizers: readonly PreTokenizerDescription[]): Cutting | undefined {
  const last = preTokenizers.at(-1);
  if (last?.type !== 'byte-level' || preTokenizers.length > 2) return undefined;
  const { addPrefixSpace } = last;
  if (preTokenizers.length === 1) {
    if (last.pattern === 'gpt2') return cuttingBy({ name: 'gpt2' }, addPrefixSpace);
    return { addPrefixSpace, forEachPart: (text, visit) => visit(0, text.length) };
  }
  const [split] = preTokenizers;
  if (split?.type !== 'split' || last.pattern !== 'none' || addPrefixSpace) return undefined;
  const keepsAll = split.behavior === 'isolated' || ('name' in split.pattern && isInverse(split));
  return keepsAll ? cuttingBy(split.pattern, false) : undefined;
}

/** Whether only what the pattern matches is kept: all, if it matches all. */
function isInverse({ behavior, invert }: { readonly behavior: string; readonly invert: boolean }): boolean {
  return behavior === 'removed' && invert;
}

function cuttingBy(pattern: PatternDescription, addPrefixSpace: boolean): Cutting {
  if ('name' in pattern) return { addPrefixSpace, scan: pieceScanners[pattern.name], forEachPart: forEachCertainPart };
  const compiled = compilePattern(pattern);
  return { addPrefixSpace, forEachPart: (text, visit) => forEachIsolated(compiled, text, visit) };
}

/** Matches, and what is between them. */
function forEachIsolated(pattern: Pattern, text: string, visit: (start: number, end: number) => void): void {
  let position = 0;
  pattern.forEachMatch(text, (start, end) => {
    visit(position, start);
    visit(start, end);
    position = end;
  });
  visit(position, text.length);
}

/** Parts of about {@link partLength} that end where a piece ends. */
function forEachCertainPart(text: string, visit: (start: number, end: number) => void): void {
  let start = 0;
  let from = 0;
  while (text.length - start > partLength) {
    const to = Math.min(Math.max(start + partLength, 2 * from - start), text.length);
    const cut = lastCertainCut(text, { from: Math.max(start, from - 2), to });
    if (cut === -1) {
      if (to === text.length) break;
      from = to;
      continue;
    }
    visit(start, cut);
    start = from = cut;
  }
  visit(start, text.length);
}
