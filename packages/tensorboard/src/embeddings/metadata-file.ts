import type { Embedding } from './embedding.js';

/**
 * What the Projector would lose (it skips lines of white space), break at (tabs, line ends), or not show; and what
 * begins as an escaped value does, so that each value is written in a way of its own.
 */
const needsEscape = /^$|^\s|\s$|^"|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const invisible = /[\u007f-\u009f\u2028\u2029]/g;

/** `metadata.tsv`: one column without a heading, several with one, as the Projector tells them apart. */
export function metadataFile(columns: Embedding['columns']): string {
  const names = Object.keys(columns);
  const rows = columns[names[0]!]!.length;
  const lines = Array.from({ length: rows }, (_, row) => names.map((name) => visible(columns[name]![row]!)).join('\t'));
  const heading = names.length > 1 ? [names.map(visible).join('\t')] : [];
  return [...heading, ...lines, ''].join('\n');
}

/** A value as itself where that can be seen, otherwise as JSON writes a string: a line feed as `"\n"`, a space as `" "`. */
function visible(value: string | number): string {
  const text = String(value);
  if (!needsEscape.test(text)) return text;
  return JSON.stringify(text).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
