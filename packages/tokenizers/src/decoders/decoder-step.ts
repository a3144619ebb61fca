/** Takes text; what it is given becomes tokens of the next step or, behind the last step, text. */
export type ReceiveText = (text: string) => void;

/** One decoder at work on one sequence of tokens. */
export interface DecoderStep {
  /** Takes the next token. */
  readonly push: ReceiveText;
  /** Called behind the last token: gives what waits and starts over. */
  readonly flush: () => void;
}

/** A decoder of whole tokens: gives its tokens to `next`. */
export type TokenDecoder = (next: ReceiveText) => DecoderStep;

/** The decoder that changes each token by itself; `isFirst` is true of the first. */
export function eachToken(change: (token: string, isFirst: boolean) => string): TokenDecoder {
  return (next) => {
    let isFirst = true;
    return {
      push(token) {
        next(change(token, isFirst));
        isFirst = false;
      },
      flush() {
        isFirst = true;
      },
    };
  };
}
