/** GPT-2's vocabulary as files, from the ranks that come with gpt-tokenizer: no peer's data is shipped with us. */
import ranks from 'gpt-tokenizer/bpeRanks/r50k_base';

/** The contents of GPT-2's `vocab.json` and `merges.txt`. */
export function gpt2Files() {
  const tokens = ranks.map((token) => Buffer.from(token).toString('latin1'));
  const rankOf = new Map(tokens.map((token, rank) => [token, rank]));
  const merges = tokens.flatMap((token, rank) => (token.length > 1 ? [partsOf(token, rank, rankOf).map(visible)] : []));
  return {
    vocabulary: JSON.stringify(Object.fromEntries(tokens.map((token, rank) => [visible(token), rank]))),
    merges: `#version: 0.2\n${merges.map((pair) => pair.join(' ')).join('\n')}\n`,
  };
}

/** The two tokens of which `token` was made: what the merges before its own leave of its bytes. */
function partsOf(token, rank, rankOf) {
  let parts = [...token];
  while (parts.length > 2) {
    let best = 0;
    let lowest = rank;
    for (let place = 0; place + 1 < parts.length; place++) {
      const found = rankOf.get(parts[place] + parts[place + 1]) ?? rank;
      if (found < lowest) [best, lowest] = [place, found];
    }
    parts = [...parts.slice(0, best), parts[best] + parts[best + 1], ...parts.slice(best + 2)];
  }
  return parts;
}

/** Bytes in GPT-2's visible alphabet. */
function visible(bytes) {
  return Array.from(bytes, (byte) => alphabet[byte.charCodeAt(0)]).join('');
}

let next = 0x100;
const alphabet = Array.from({ length: 256 }, (_, byte) => {
  const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  return String.fromCodePoint(printable ? byte : next++);
});
