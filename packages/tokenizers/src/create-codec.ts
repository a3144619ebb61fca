import { byteLevelCodec } from './byte-level/byte-level-codec.js';
import { characterCodec, isCharacterDescription } from './character/character-codec.js';
import type { Codec } from './codec.js';
import type { TokenizerDescription } from './description.js';
import { pipelineCodec } from './pipeline/pipeline-codec.js';
import type { Vocabulary } from './vocabulary.js';

/** The codec for a description: the fastest of those that do what it says. */
export function createCodec(description: TokenizerDescription, vocabulary: Vocabulary): Codec {
  if (isCharacterDescription(description)) return characterCodec(description);
  return byteLevelCodec(description, vocabulary) ?? pipelineCodec(description, vocabulary);
}
