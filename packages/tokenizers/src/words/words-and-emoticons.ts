import { replaceRanges, slice } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';

/**
 * The words of a piece, then its emoticons without their noses: how Raschka, Liu and Mirjalili, "Machine Learning with
 * PyTorch and Scikit-Learn", 2022, chapter 15, cut lower-cased reviews.
 *
 * As there, a piece that ends in a word has its first emoticon joined to that word, and of the book's mouths `)`, `(`,
 * `D` and `P` the capital letters are never met in lower-cased text. A word joined with an emoticon stands from where
 * the first of the two begins to where the last ends.
 */
export function wordsAndEmoticons(piece: AlignedText): AlignedText[] {
  const { text } = piece;
  const words = Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu), ({ 0: word, index }) =>
    slice(piece, index, index + word.length),
  );
  const emoticons = Array.from(text.matchAll(/[:;=]-?[()DP]/gu), ({ 0: emoticon, index }) =>
    withoutNose(slice(piece, index, index + emoticon.length)),
  );
  const endsInWord = /[\p{L}\p{N}_]$/u.test(text.slice(-2));
  if (endsInWord && emoticons.length > 0) words.push(joined(words.pop()!, emoticons.shift()!));
  return words.concat(emoticons);
}

function withoutNose(emoticon: AlignedText): AlignedText {
  return emoticon.text.length === 2 ? emoticon : replaceRanges(emoticon, [[1, 2]], () => '');
}

/** A word and an emoticon as one, every code unit standing where the whole stands. */
function joined(word: AlignedText, emoticon: AlignedText): AlignedText {
  const text = word.text + emoticon.text;
  if (word.starts === undefined) return { text, starts: undefined, ends: undefined };
  const start = Math.min(word.starts[0]!, emoticon.starts![0]!);
  const end = Math.max(word.ends!.at(-1)!, emoticon.ends!.at(-1)!);
  return {
    text,
    starts: new Int32Array(text.length).fill(start),
    ends: new Int32Array(text.length).fill(end),
  };
}
