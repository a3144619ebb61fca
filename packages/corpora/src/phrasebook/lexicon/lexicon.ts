import type { Adjective } from './adjectives.js';
import { characters, conditions, foodQualities, moods, qualities } from './adjectives.js';
import type { Noun } from './noun.js';
import type { NamedPerson } from './people.js';
import { namedPeople, relatives, strangers } from './people.js';
import { animals, clothes, drinks, foods, meals, objects, places, rooms } from './things.js';
import type { IntransitiveVerb, TransitiveVerb } from './verbs.js';
import { intransitiveVerbs, transitiveVerbs } from './verbs.js';

/** Every word that sentences are made of. */
export interface Lexicon {
  readonly transitiveVerbs: readonly TransitiveVerb[];
  readonly intransitiveVerbs: readonly IntransitiveVerb[];
  readonly objects: readonly Noun[];
  readonly clothes: readonly Noun[];
  readonly foods: readonly Noun[];
  readonly masses: readonly Noun[];
  readonly rooms: readonly Noun[];
  readonly places: readonly Noun[];
  readonly animals: readonly Noun[];
  readonly relatives: readonly Noun[];
  readonly strangers: readonly Noun[];
  readonly namedPeople: readonly NamedPerson[];
  readonly qualities: readonly Adjective[];
  readonly foodQualities: readonly Adjective[];
  readonly characters: readonly Adjective[];
  readonly moods: readonly Adjective[];
  readonly conditions: readonly Adjective[];
}

/** Made anew at each call, so that importing the package costs nothing. */
export const makeLexicon = (): Lexicon => ({
  transitiveVerbs: transitiveVerbs(),
  intransitiveVerbs: intransitiveVerbs(),
  objects: objects(),
  clothes: clothes(),
  foods: foods(),
  masses: [...meals(), ...drinks()],
  rooms: rooms(),
  places: places(),
  animals: animals(),
  relatives: relatives(),
  strangers: strangers(),
  namedPeople: namedPeople(),
  qualities: qualities(),
  foodQualities: foodQualities(),
  characters: characters(),
  moods: moods(),
  conditions: conditions(),
});
