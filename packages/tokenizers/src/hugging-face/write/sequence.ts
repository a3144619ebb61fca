/** No part as null, one by itself, several as a sequence that lists them under `name`. */
export function sequence(name: string, parts: readonly object[]): object | null {
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : { type: 'Sequence', [name]: parts };
}
