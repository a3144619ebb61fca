/** Where part `part` of `parts` begins in `count` things, in whole blocks of `block`; part `parts` begins at `count`. */
export function partStart(count: i32, block: i32, part: i32, parts: i32): i32 {
  const blocks = (count + block - 1) / block;
  return <i32>min(<i64>count, ((<i64>blocks * part) / parts) * block);
}
