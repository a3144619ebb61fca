import { rowsOf } from '../../phrasebook/lexicon/table.js';
import { polar, wordsOf } from './polar.js';
import type { Polar } from './polar.js';

/** A part or a side of what is judged, and what is said of it. */
export interface Aspect {
  /** With its article: "the ending". */
  readonly name: string;
  readonly isPlural: boolean;
  readonly adjectives: Polar;
}

/** Something that people have opinions about. */
export interface Topic {
  /** What it is called: "film", "thriller". */
  readonly things: readonly string[];
  readonly aspects: readonly Aspect[];
  /** Sentences that say nothing good and nothing bad, with `{day}` and the like to fill in. */
  readonly facts: readonly string[];
}

function topic(description: { things: string; aspects: string; facts: string }): Topic {
  return {
    things: wordsOf(description.things),
    aspects: rowsOf(description.aspects).flatMap(([names, positive, negative]) =>
      wordsOf(names!).map((name) => ({
        name: `the ${name}`,
        isPlural: /[^s]s$/.test(name),
        adjectives: polar(positive!, negative!),
      })),
    ),
    facts: rowsOf(description.facts).map(([sentence]) => sentence!),
  };
}

/** All that is judged: each row of aspects has its names, what is good about them and what is bad. */
export const topics = (): Topic[] => [
  topic({
    things: 'film, movie, thriller, comedy, western, documentary, science fiction film',
    aspects: `
      plot, script, story, ending          | clever, gripping, original, believable | predictable, thin, silly, confusing
      dialogue, acting, cast               | convincing, natural, lively, funny     | wooden, stiff, lifeless, forced
      music, camera work                   | beautiful, stylish, memorable, elegant | ugly, tiresome, forgettable, clumsy
      costumes, visual effects            | beautiful, stylish, memorable, elegant | ugly, cheap, forgettable, clumsy
    `,
    facts: `
      We saw it on {day} evening.
      I watched it with {person} on {day}.
      It runs for about two hours.
      It was shown at the festival in {month}.
      It takes place in a small town by the sea.
      The director is from {country}.
      {Person} had bought the tickets weeks before.
    `,
  }),
  topic({
    things: 'book, novel, crime novel, biography, fantasy novel, short story',
    aspects: `
      plot, story, ending, first chapter   | clever, gripping, original, believable | predictable, thin, silly, confusing
      prose, translation                   | elegant, clear, lively, natural        | clumsy, stiff, dry, lifeless
      characters, dialogues                | convincing, vivid, believable, funny   | wooden, flat, lifeless, forced
      drawings, cover                      | beautiful, charming, stylish, elegant  | ugly, cheap, forgettable, clumsy
    `,
    facts: `
      {Person} gave it to me in {month}.
      I read it on the train to work.
      It has about {number} hundred pages.
      I borrowed it from the library on {day}.
      The author was born in {country}.
      It is the second part of a series.
      It is set on a farm in {country}.
    `,
  }),
  topic({
    things: 'restaurant, café, bistro, noodle bar, pizzeria, Indian restaurant',
    aspects: `
      soup, pasta, fish, curry, dessert    | delicious, fresh, tasty, generous      | bland, stale, greasy, tasteless
      vegetables, chips                    | delicious, fresh, tasty, generous      | bland, soggy, greasy, tasteless
      service, waiter, staff               | friendly, quick, attentive, polite     | rude, slow, careless, unfriendly
      dining room, terrace                 | cosy, charming, elegant, comfortable   | noisy, cramped, shabby, dirty
    `,
    facts: `
      We had lunch there on {day}.
      We were a party of {number}.
      {Person} had booked a table for {number}.
      It is next to the station.
      It opened in {month}.
      The owner is from {country}.
      We ordered the menu of the day.
    `,
  }),
  topic({
    things: 'hotel, hostel, guest house, inn, campsite',
    aspects: `
      bed, bathroom, lobby                 | clean, comfortable, cosy, spotless      | dirty, cramped, shabby, smelly
      rooms, beds                          | clean, comfortable, cosy, spotless      | dirty, cramped, shabby, smelly
      staff, reception, owner              | friendly, helpful, attentive, polite    | rude, slow, careless, unfriendly
      breakfast, coffee                    | delicious, fresh, tasty, generous       | bland, stale, greasy, tasteless
    `,
    facts: `
      We stayed for {number} nights in {month}.
      Our room was on the {floor} floor.
      {Person} had booked it for us.
      It is {number} minutes from the beach.
      We came by car from {country}.
      Breakfast is from seven to ten.
      We left on {day} after breakfast.
    `,
  }),
  topic({
    things: 'phone, laptop, tablet, camera, printer, electric bicycle, coffee machine',
    aspects: `
      battery, display, motor, case        | reliable, solid, powerful, impressive   | flimsy, weak, unreliable, shaky
      controls, buttons                    | solid, handy, responsive, practical     | flimsy, sticky, unreliable, shaky
      manual, menu, setup                  | clear, simple, practical, helpful       | confusing, clumsy, complicated, useless
      design, colour                       | elegant, stylish, beautiful, charming   | ugly, cheap, shabby, clumsy
    `,
    facts: `
      I bought it in {month}.
      I have used it every day for {number} weeks.
      It came on {day} in a large box.
      It was a present from {person}.
      It replaces one that was {number} years old.
      It is made in {country}.
      I use it at work and at home.
    `,
  }),
  topic({
    things: 'concert, musical, play, opera, ballet',
    aspects: `
      singer, orchestra, band, cast        | brilliant, lively, energetic, convincing | wooden, stiff, lifeless, careless
      stage, lighting                      | beautiful, stylish, clever, memorable    | ugly, cheap, clumsy, forgettable
      songs, dances                        | beautiful, lively, memorable, funny      | tiresome, forgettable, dull, forced
      seats                                | comfortable, clean, cosy, solid          | cramped, dirty, shabby, shaky
    `,
    facts: `
      We went there on {day} with {person}.
      We sat in row {number}.
      It began at eight in the evening.
      It was the first night.
      There was a break of {number} minutes.
      They came from {country} for it.
      {Person} had two tickets.
    `,
  }),
];
