import type { TokenDecoder } from './decoder-step.js';
import type { DecoderDescription } from './description.js';
import { stripCharacters } from './strip-characters.js';

/**
 * What a decoder does behind one that makes one token of all: its token comes in parts, and what is certain of it is
 * given at once.
 *
 * @param whole the decoder for a token that comes as a whole
 */
export function fusedText(description: DecoderDescription, whole: TokenDecoder): TokenDecoder {
  switch (description.type) {
    case 'fuse':
    case 'join':
      return (next) => ({ push: next, flush() {} });
    case 'metaspace':
      return replacedText(description.replacement, description.prepend === 'never' ? ' ' : '');
    case 'bpe':
      return replacedText(description.suffix, '');
    case 'strip':
      return strippedText(description);
    case 'replace':
      return 'text' in description.pattern
        ? replacedText(description.pattern.text, description.content)
        : gathered(whole);
    default:
      return gathered(whole);
  }
}

/** Nothing is certain before the end. */
function gathered(whole: TokenDecoder): TokenDecoder {
  return (next) => {
    const step = whole(next);
    let parts: string[] = [];
    return {
      push: (part) => void parts.push(part),
      flush() {
        step.push(parts.join(''));
        step.flush();
        parts = [];
      },
    };
  };
}

/** What may be the beginning of `from` waits. */
function replacedText(from: string, to: string): TokenDecoder {
  return (next) => {
    let waiting = '';
    return {
      push(part) {
        const text = waiting + part;
        const parts = from === '' ? [text] : text.split(from);
        const last = parts.pop()!;
        const open = openLength(last, from);
        parts.push(last.slice(0, last.length - open));
        waiting = last.slice(last.length - open);
        next(parts.join(to));
      },
      flush() {
        next(waiting);
        waiting = '';
      },
    };
  };
}

/** How long the longest end of `text` is that `pattern` begins with. */
function openLength(text: string, pattern: string): number {
  for (let length = Math.min(text.length, pattern.length - 1); length > 0; length--) {
    if (pattern.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}

/** As many characters as can be stripped from the end wait. */
function strippedText(description: Extract<DecoderDescription, { type: 'strip' }>): TokenDecoder {
  const { content, left, right } = description;
  return (next) => {
    let [waiting, leftToStrip] = ['', left];
    return {
      push(part) {
        let text = waiting + part;
        while (leftToStrip > 0 && text.startsWith(content)) {
          text = text.slice(content.length);
          leftToStrip--;
        }
        if (text !== '') leftToStrip = 0;
        const certain = Math.max(0, text.length - right * content.length);
        waiting = text.slice(certain);
        next(text.slice(0, certain));
      },
      flush() {
        next(stripCharacters(waiting, { ...description, left: 0 }));
        [waiting, leftToStrip] = ['', left];
      },
    };
  };
}
