import { newModel } from '../assemble.js';
import { trainRunTokenizers } from '../run-tokenizers.js';
import { runSettings } from '../settings.js';
import type { TrainOptions } from '../settings.js';
import type { SentenceTranslator } from '../translating.js';

/** An untrained translator that knows a few words. Whoever makes it disposes its model. */
export function tinyTranslator(options: TrainOptions): SentenceTranslator {
  const settings = runSettings({ vocabulary: 270, units: [4], embedding: 4, ...options });
  const tokenizers = trainRunTokenizers(settings, [
    { source: 'The cat eats.', target: 'El gato come.' },
    { source: 'The dog sleeps.', target: 'El perro duerme.' },
  ]);
  return { model: newModel(settings, tokenizers), tokenizers, maxLength: 6 };
}
