import { characterCodec, isCharacterDescription } from './character/character-codec.js';
import type { Codec } from './codec.js';
import type { TokenizerDescription } from './description.js';
import type { Vocabulary } from './vocabulary.js';

/** The codec for a description: the fastest of those that do what it says. */
export function createCodec(description: TokenizerDescription, _vocabulary: Vocabulary): Codec {
  if (isCharacterDescription(description)) return characterCodec(description);
  throw new Error(`No codec for the model ${description.model.type}.`);
}
