import type { DecoderDescription } from './description.js';
import { eachToken } from './decoder-step.js';
import type { TokenDecoder } from './decoder-step.js';

/** Puts a space before each token that begins a word, and takes the prefix of the others away. */
export function wordPiece({ prefix, cleanup }: Extract<DecoderDescription, { type: 'word-piece' }>): TokenDecoder {
  const within = (token: string): string => {
    const text = token.startsWith(prefix) ? token.slice(prefix.length) : ` ${token}`;
    return cleanup ? cleanUp(text) : text;
  };
  // There are no more of them than tokens.
  const known = new Map<string, string>();
  return eachToken((token, isFirst) => {
    if (isFirst) return cleanup ? cleanUp(token) : token;
    let text = known.get(token);
    if (text === undefined) known.set(token, (text = within(token)));
    return text;
  });
}

/** Takes spaces away that English does not have, as Hugging Face's library: token by token, in this order. */
function cleanUp(text: string): string {
  if (!text.includes(' ')) return text;
  return replacements.reduce((cleaned, [from, to]) => cleaned.replaceAll(from, to), text);
}

const replacements: readonly (readonly [from: string, to: string])[] = [
  [' .', '.'],
  [' ?', '?'],
  [' !', '!'],
  [' ,', ','],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [' do not', " don't"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
];
