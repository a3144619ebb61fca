import type { DecoderDescription } from '../../decoders/description.js';
import type { JsonPart } from '../json-part.js';
import { readPattern } from './patterns.js';
import { readMetaspace } from './pre-tokenizers.js';

/** The steps of the field `decoder`; without one, Hugging Face's library puts spaces between tokens. */
export function readDecoders(part: JsonPart): DecoderDescription[] {
  if (part.isNull) return [{ type: 'join', separator: ' ' }];
  const decoders = readDecoder(part);
  // What the last decoder gives is joined anyhow, and text can leave a stream sooner.
  while (decoders.at(-1)?.type === 'fuse') decoders.pop();
  return decoders;
}

function readDecoder(part: JsonPart): DecoderDescription[] {
  return part.at('type').choice(readers)(part);
}

const readers: Readonly<Record<string, (part: JsonPart) => DecoderDescription[]>> = {
  Sequence: (part) => part.withFields('type', 'decoders').at('decoders').list().flatMap(readDecoder),
  ByteLevel(part) {
    part.withFields('type', 'add_prefix_space', 'trim_offsets', 'use_regex');
    return [{ type: 'byte-level' }];
  },
  WordPiece(part) {
    part.withFields('type', 'prefix', 'cleanup');
    return [{ type: 'word-piece', prefix: part.at('prefix').string(), cleanup: part.at('cleanup').boolean() }];
  },
  BPEDecoder: (part) => [{ type: 'bpe', suffix: part.withFields('type', 'suffix').at('suffix').string() }],
  Metaspace(part) {
    const { replacement, prepend } = readMetaspace(part);
    return [{ type: 'metaspace', replacement, prepend }];
  },
  ByteFallback(part) {
    part.withFields('type');
    return [{ type: 'byte-fallback' }];
  },
  Fuse(part) {
    part.withFields('type');
    return [{ type: 'fuse' }];
  },
  Strip(part) {
    part.withFields('type', 'content', 'start', 'stop');
    const content = part.at('content').character();
    return [{ type: 'strip', content, left: part.at('start').integer(), right: part.at('stop').integer() }];
  },
  Replace(part) {
    part.withFields('type', 'pattern', 'content');
    return [{ type: 'replace', pattern: readPattern(part.at('pattern')), content: part.at('content').string() }];
  },
};
