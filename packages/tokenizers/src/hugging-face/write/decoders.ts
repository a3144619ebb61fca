import type { DecoderDescription } from '../../decoders/description.js';
import { writePattern } from './patterns.js';
import { refusePart } from './refuse-part.js';
import { sequence } from './sequence.js';

/** The field `decoder`. Without one, Hugging Face's library puts spaces between tokens. */
export function writeDecoders(decoders: readonly DecoderDescription[]): object | null {
  const [only] = decoders;
  if (decoders.length === 1 && only!.type === 'join' && only!.separator === ' ') return null;
  return sequence('decoders', decoders.length === 0 ? [{ type: 'Fuse' }] : decoders.map(writeDecoder));
}

function writeDecoder(description: DecoderDescription): object {
  switch (description.type) {
    case 'byte-level':
      return { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true };
    case 'join':
      return refusePart(`tokens joined by ${JSON.stringify(description.separator)} among its decoders`);
    case 'word-piece':
      return { type: 'WordPiece', prefix: description.prefix, cleanup: description.cleanup };
    case 'bpe':
      return { type: 'BPEDecoder', suffix: description.suffix };
    case 'metaspace':
      return {
        type: 'Metaspace',
        replacement: description.replacement,
        prepend_scheme: description.prepend,
        split: true,
      };
    case 'byte-fallback':
      return { type: 'ByteFallback' };
    case 'fuse':
      return { type: 'Fuse' };
    case 'strip':
      return { type: 'Strip', content: description.content, start: description.left, stop: description.right };
    case 'replace':
      return { type: 'Replace', pattern: writePattern(description.pattern), content: description.content };
  }
}
