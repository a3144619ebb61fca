import type { TokenDecoder } from './decoder-step.js';

/** Makes the suffix that ends words a space, and nothing in the last token. */
export function endOfWord({ suffix }: { readonly suffix: string }): TokenDecoder {
  return (next) => {
    let waiting: string | undefined;
    return {
      push(token) {
        if (waiting !== undefined) next(waiting.replaceAll(suffix, ' '));
        waiting = token;
      },
      flush() {
        if (waiting !== undefined) next(waiting.replaceAll(suffix, ''));
        waiting = undefined;
      },
    };
  };
}
