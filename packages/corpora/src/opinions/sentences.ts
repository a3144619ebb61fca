import type { Draw } from '../draw.js';
import { negatedClauses, plainClauses } from './clauses.js';
import type { Clauses, View } from './clauses.js';
import { opposite } from './lexicon/polar.js';
import * as words from './lexicon/words.js';
import type { Subject } from './subject.js';

/** Writes a sentence, or two that belong together, that speaks well or ill of its subject. */
export type WriteSentence = (draw: Draw, view: View) => string;

type About = keyof Clauses;
const abouts: readonly About[] = ['aspect', 'aspect', 'whole', 'whole', 'self'];

/** "The soup was really tasty.", "What a lovely hotel!" */
export const plainSentence: WriteSentence = (draw, view) => {
  if (draw.chance(0.1)) return `What ${withArticle(draw.pick(words.verdicts[view.label]))} ${view.subject.thing}!`;
  return sentence(draw.pick(plainClauses[draw.pick(abouts)])(draw, view));
};

/** "The soup was anything but bland.", "I can't say I enjoyed it." */
export const negatedSentence: WriteSentence = (draw, view) =>
  sentence(draw.pick(negatedClauses[draw.pick(abouts)])(draw, view));

/** "The soup was bland, but the fish was anything but greasy.": two that disagree, of which the last decides. */
export const contrastingSentence: WriteSentence = (draw, view) => draw.pick(contrasts)(draw, view);

const contrasts: readonly WriteSentence[] = [
  (draw, view) => {
    const [first, last] = disagreeing(draw, view);
    return sentence(`${first}, but ${last}`);
  },
  (draw, view) => {
    const [first, last] = disagreeing(draw, view);
    return sentence(`${draw.pick(['although', 'even though', 'while'])} ${first}, ${last}`);
  },
  (draw, view) => {
    const [first, last] = disagreeing(draw, view);
    return `${sentence(first)} ${draw.pick(['Still', 'Even so', 'In the end, though', 'All the same'])}, ${last}.`;
  },
  (draw, view) => {
    const [first, last] = disagreeing(draw, view);
    const [once, later] = draw.pick(turns);
    return sentence(`${once} ${first}, but ${later} ${last}`);
  },
  (draw, view) => {
    const first = aspectWithAdjective(draw, { ...view, label: opposite(view.label) });
    return sentence(`${draw.pick(['despite', 'in spite of'])} ${first}, ${clause(draw, view, draw.pick(abouts))}`);
  },
  (draw, { subject, label }) => {
    const expected = withArticle(draw.pick(words.verdicts[opposite(label)]));
    const found = withArticle(draw.pick(words.verdicts[label]));
    const [once, later] = draw.pick([
      ['I expected', 'and got'],
      ['they promised us', 'and we got'],
      ['I was looking for', 'and found'],
      ['the reviews speak of', 'but this was'],
    ] as const);
    return sentence(`${once} ${expected} ${subject.thing} ${later} ${found} one`);
  },
  (draw, view) => {
    const hope = draw.pick(words.verbs.base[opposite(view.label)]);
    const before = draw.pick(['I wanted to', 'I was ready to', 'my friends', 'most people']);
    return sentence(`${before} ${hope} it, but ${clause(draw, view, draw.pick(['aspect', 'whole']))}`);
  },
];

/** What was so first, and what is so now. */
const turns = [
  ['at first', 'in the end'],
  ['at the beginning', 'later'],
  ['to begin with', 'after a while'],
  ['for the first few minutes', 'then'],
] as const;

/** A clause of the other label, then one of this label, not both about the whole and not both about oneself. */
function disagreeing(draw: Draw, view: View): [first: string, last: string] {
  const about = draw.pick(abouts);
  const others = abouts.filter((other) => other !== about || other === 'aspect');
  const first = clause(draw, { ...view, label: opposite(view.label) }, about);
  return [first, clause(draw, view, draw.pick(others))];
}

/** A clause, one in four negated. */
function clause(draw: Draw, view: View, about: About): string {
  return draw.pick((draw.chance(0.25) ? negatedClauses : plainClauses)[about])(draw, view);
}

/** "the bland soup". */
function aspectWithAdjective(draw: Draw, { subject, label }: View): string {
  const aspect = subject.aspect();
  return aspect.name.replace(/^the /, `the ${draw.pick(aspect.adjectives[label])} `);
}

function withArticle(adjective: string): string {
  return `${/^[aeiou]/.test(adjective) ? 'an' : 'a'} ${adjective}`;
}

/** A clause with its capital letter and its stop. */
function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** A sentence that says neither good nor ill: "We had lunch there on Monday." */
export function factOf(draw: Draw, { facts }: Subject): string {
  return draw.fill(draw.pick(facts), words.fillings);
}
