import type { TokenDecoder } from './decoder-step.js';

/**
 * Makes bytes of neighbouring tokens such as <0xE2>, and text of these bytes. As in Hugging Face's library, bytes that
 * are not UTF-8 as a whole become a U+FFFD each, so that they wait until another token comes.
 */
export function byteFallback(): TokenDecoder {
  return (next) => {
    let bytes: number[] = [];
    const release = (): void => {
      if (bytes.length > 0) next(textOf(bytes));
      bytes = [];
    };
    return {
      push(token) {
        const byte = byteOf(token);
        if (byte !== undefined) return void bytes.push(byte);
        release();
        next(token);
      },
      flush: release,
    };
  };
}

function byteOf(token: string): number | undefined {
  if (token.length !== 6 || !/^<0x(?:[\dA-Fa-f]{2}|\+[\dA-Fa-f])>$/.test(token)) return undefined;
  return Number.parseInt(token.slice(3, 5).replace('+', ''), 16);
}

function textOf(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return '\ufffd'.repeat(bytes.length);
  }
}
