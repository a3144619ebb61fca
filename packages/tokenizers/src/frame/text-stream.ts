import { isHighSurrogate } from '../characters.js';
import type { CheckedEncodeOptions } from '../codec.js';
import { TokenSink } from '../token-sink.js';
import type { EncodeStream } from '../tokenizer.js';
import { assertText } from './assert-text.js';
import { assertCharacters } from './encode-text.js';
import type { TextEncoder } from './encode-text.js';
import { refuseSpecial } from './refuse-special.js';

/** Below this length, text that waits is looked at with every piece. */
const patience = 4096;

/** Neighbours that are kept of the text that is done with: a surrogate pair. */
const context = 2;

/** Where a stream stands. Positions are in `text`. */
interface StreamState {
  /** A little of what is done with, and all that is not. */
  readonly text: string;
  /** Where `text` begins in the whole. */
  readonly offset: number;
  /** From here on text waits. */
  readonly waits: number;
  /** Up to here added tokens were looked for. */
  readonly scanned: number;
  /** Whether what waits begins a stretch between added tokens. */
  readonly startsStretch: boolean;
  /** Pieces are gathered until `text` is of this length. */
  readonly lookAgain: number;
  /** Whether ids were given. */
  readonly begun: boolean;
}

const beginning: StreamState = {
  text: '',
  offset: 0,
  waits: 0,
  scanned: 0,
  startsStretch: true,
  lookAgain: 0,
  begun: false,
};

/**
 * Encodes a text that comes in pieces. What could still change waits; text that has waited in vain is looked at again
 * only when it has doubled, so that a word without end costs time in proportion to its length.
 *
 * @param around the ids that the template puts before and behind the text
 */
export function textStream(
  encoder: TextEncoder,
  options: CheckedEncodeOptions,
  around: { readonly before: readonly number[]; readonly behind: readonly number[] },
): EncodeStream {
  let state = beginning;

  const advance = (text: string, final: boolean): Int32Array => {
    const sink = new TokenSink({ capacity: (text.length - state.waits) >> 1, offsets: false });
    if (!state.begun) for (const id of around.before) sink.push(id, 0, 0);
    const next = encodeCertain(encoder, { state: { ...state, text }, final }, { options, sink });
    if (final) for (const id of around.behind) sink.push(id, 0, 0);
    state = final ? beginning : next;
    return sink.ids.slice(0, sink.count);
  };

  return {
    push(piece) {
      assertText(piece);
      const text = state.text + piece;
      if (text.length >= state.lookAgain) return advance(text, false);
      state = { ...state, text };
      return new Int32Array(0);
    },
    flush: () => advance(state.text, true),
  };
}

/** Encodes what is certain of a stream's text; gives where the stream then stands. */
function encodeCertain(
  { codec, finder, description }: TextEncoder,
  { state, final }: { readonly state: StreamState; readonly final: boolean },
  { options, sink }: { readonly options: CheckedEncodeOptions; readonly sink: TokenSink },
): StreamState {
  const { text, offset, scanned } = state;
  let { waits, startsStretch } = state;
  const ignoresSpecial = options.special === 'as-text';
  const scan = finder.scan({ text, from: scanned, final, ignoresSpecial });
  const halved = !final && isHighSurrogate(text.charCodeAt(scan.certain - 1));
  const settled = halved ? Math.max(scan.certain - 1, waits) : scan.certain;
  assertCharacters(description, text.slice(scanned, settled), offset + scanned);

  const encode = (end: number, endsStretch: boolean): void => {
    if (end === waits && (startsStretch || !endsStretch)) return;
    const place = { offset: offset + waits, startsText: offset + waits === 0, startsStretch, endsStretch, options };
    codec.encode(text.slice(waits, end), place, sink);
    waits = end;
    startsStretch = false;
  };
  for (const { token, start, end } of scan.matches) {
    if (token.special && options.special === 'refuse') {
      const position = offset + text.indexOf(description.tokens[token.id]!, start);
      refuseSpecial(description, text, { id: token.id, position });
    }
    encode(start, true);
    sink.push(token.id, 0, 0);
    waits = end;
    startsStretch = true;
  }
  if (final) encode(settled, true);
  else if (codec.certain !== undefined && settled > waits) {
    const open = Math.max(0, Math.min(scanned, settled) - waits);
    encode(waits + codec.certain(text.slice(waits, settled), open), false);
  }

  const kept = Math.max(0, waits - context);
  const rest = text.slice(kept);
  return {
    text: rest,
    offset: offset + kept,
    waits: waits - kept,
    scanned: settled - kept,
    startsStretch,
    lookAgain: rest.length < patience ? 0 : 2 * rest.length,
    begun: true,
  };
}

/** Gathers a text that can only be encoded as a whole, and then does so. */
export function wholeTextStream(encode: (text: string) => Int32Array): EncodeStream {
  let pieces: string[] = [];
  return {
    push(piece) {
      assertText(piece);
      pieces.push(piece);
      return new Int32Array(0);
    },
    flush() {
      const ids = encode(pieces.join(''));
      pieces = [];
      return ids;
    },
  };
}
