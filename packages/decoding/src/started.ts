/** What a generator yields to {@link started} alone; no consumer sees it. */
export const nothing = undefined as never;

/**
 * Runs a generator up to its first `yield nothing`, which stands inside `try … finally`. Without this, `return()` before
 * the first `next()` would end a generator without running its `finally`, and what it owns would never be freed.
 */
export function started<Generator extends { next(): unknown }>(generator: Generator): Generator {
  void generator.next();
  return generator;
}
