import type { AlignedText } from '../aligned-text.js';
import { PlaceCopier } from '../place-copier.js';
import { lazily } from '../unicode/lazily.js';
import { readCharsmap } from './charsmap.js';
import type { Charsmap } from './charsmap.js';
import type { Normalizer } from './normalizer.js';

/** Clusters of more bytes of UTF-8 are replaced character by character. */
const longestCluster = 5;

/**
 * Replaces characters, and clusters of a character and its marks, by what a table of SentencePiece's normalizer has for
 * them, as Hugging Face's library does it: each as a whole by the entry of its shortest beginning.
 */
export function precompiled({ charsmap }: { readonly charsmap: string }): Normalizer {
  const table = lazily(() => {
    const read = readCharsmap(charsmap);
    if (read === undefined) throw new TypeError('The table of a precompiled normalizer is checked where it is read.');
    return read;
  });
  return (aligned) => {
    const { text, starts, ends } = aligned;
    const places = starts === undefined || ends === undefined ? undefined : new PlaceCopier(starts, ends);
    let normalized = '';
    let position = 0;
    for (const part of replacements(text, table())) {
      normalized += text.slice(position, part.start) + part.content;
      places?.copy(position, part.start);
      if (places !== undefined) place(aligned, part, places);
      position = part.end;
    }
    if (position === 0) return aligned;
    places?.copy(position, text.length);
    return { text: normalized + text.slice(position), starts: places?.starts(), ends: places?.ends() };
  };
}

/** A part of a text and what comes in its place. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly content: string;
}

function* replacements(text: string, table: Charsmap): Generator<Replacement> {
  for (const [start, end] of clusters(text)) {
    const cluster = text.slice(start, end);
    const content = isShort(cluster) ? table.replacementOf(cluster) : undefined;
    if (content !== undefined) {
      yield { start, end, content };
      continue;
    }
    let position = start;
    for (const character of cluster) {
      const replacement = table.replacementOf(character);
      if (replacement !== undefined) yield { start: position, end: position + character.length, content: replacement };
      position += character.length;
    }
  }
}

/** Extended grapheme clusters, as their beginnings and ends. */
function* clusters(text: string): Generator<readonly [start: number, end: number]> {
  const segmenter = lazily(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));
  for (let position = 0; position < text.length;) {
    const end = simpleEnd(text, position);
    for (; position < end; position++) yield [position, position + 1];
    const next = mixedEnd(text, position);
    if (next === position) continue;
    for (const { index, segment } of segmenter().segment(text.slice(position, next))) {
      yield [position + index, position + index + segment.length];
    }
    position = next;
  }
}

/** Up to where from `position` on characters of ASCII stand that are clusters by themselves: no carriage return. */
function simpleEnd(text: string, position: number): number {
  let end = position;
  while (end < text.length && isAscii(text, end) && text.charCodeAt(end) !== 0x0d) end++;
  // The last one may have marks behind it.
  return end < text.length && end > position ? end - 1 : end;
}

/** Up to where from `position` on characters stand that may be joined with their neighbours. */
function mixedEnd(text: string, position: number): number {
  let end = position;
  while (end < text.length && !(end - position > 1 && isAscii(text, end) && endsCluster(text, end - 1))) end++;
  return end;
}

function isAscii(text: string, position: number): boolean {
  return text.charCodeAt(position) < 0x80;
}

/** Whether no character of ASCII is ever joined to the one at `position`. */
function endsCluster(text: string, position: number): boolean {
  return isAscii(text, position) && text.charCodeAt(position) !== 0x0d;
}

function isShort(cluster: string): boolean {
  return cluster.length <= longestCluster && new TextEncoder().encode(cluster).length <= longestCluster;
}

/** Character for character where the part's stand; the last of them for what is left. */
function place({ text }: AlignedText, { start, end, content }: Replacement, places: PlaceCopier): void {
  let position = start;
  for (const character of content) {
    const width = text.codePointAt(position)! > 0xffff ? 2 : 1;
    places.repeat(position, character.length);
    if (position + width < end) position += width;
  }
}
