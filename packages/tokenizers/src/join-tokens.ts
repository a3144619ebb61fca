/**
 * The function that joins the texts of ids. Through an array of code units, decoded at once: ten times as fast for a
 * megabyte of single characters as adding strings, which leaves a tree of a million parts.
 *
 * @param tokens texts of whole characters, by id
 */
export function tokenJoiner(tokens: readonly string[]): (ids: ArrayLike<number>) => string {
  let table: TokenUnits | undefined;
  return (ids) => {
    const { units, starts } = (table ??= unitsOf(tokens));
    let length = 0;
    for (let position = 0; position < ids.length; position++) {
      const id = ids[position]!;
      length += starts[id + 1]! - starts[id]!;
    }
    const text = new Uint16Array(length);
    let end = 0;
    for (let position = 0; position < ids.length; position++) {
      const id = ids[position]!;
      const last = starts[id + 1]!;
      for (let unit = starts[id]!; unit < last; unit++) text[end++] = units[unit]!;
    }
    return new TextDecoder(machineOrder(), { ignoreBOM: true }).decode(text);
  };
}

/** The code units of all tokens; those of a token begin at `starts[id]`. */
interface TokenUnits {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
}

function unitsOf(tokens: readonly string[]): TokenUnits {
  const starts = new Int32Array(tokens.length + 1);
  for (const [id, token] of tokens.entries()) starts[id + 1] = starts[id]! + token.length;
  const units = new Uint16Array(starts[tokens.length]!);
  for (const [id, token] of tokens.entries()) {
    for (let unit = 0; unit < token.length; unit++) units[starts[id]! + unit] = token.charCodeAt(unit);
  }
  return { units, starts };
}

/** The encoding that a `Uint16Array` has in memory. */
function machineOrder(): 'utf-16le' | 'utf-16be' {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'utf-16le' : 'utf-16be';
}
