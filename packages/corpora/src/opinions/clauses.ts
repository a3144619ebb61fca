import type { Draw } from '../draw.js';
import type { Label } from '../labelled/labelled-text.js';
import { opposite } from './lexicon/polar.js';
import type { Aspect } from './lexicon/topics.js';
import * as words from './lexicon/words.js';
import type { Subject } from './subject.js';

/** What a clause is about, and whether it speaks well of it. */
export interface View {
  readonly subject: Subject;
  readonly label: Label;
}

/** Writes a clause without a capital letter and without a stop: "the ending was clever". */
export type WriteClause = (draw: Draw, view: View) => string;

/** Clauses by what they are about: a part, the whole, or oneself. */
export type Clauses = Readonly<Record<'aspect' | 'whole' | 'self', readonly WriteClause[]>>;

/** They say what they mean: "the ending was really clever", "I was moved". */
export const plainClauses: Clauses = {
  aspect: [
    (draw, { subject, label }) => {
      const aspect = subject.aspect();
      return `${aspect.name} ${was(aspect)} ${degree(draw)}${draw.pick(aspect.adjectives[label])}`;
    },
    (draw, { subject, label }) => {
      const aspect = subject.aspect();
      const something = ['there was something', 'I did see something'];
      return `${draw.pick(something)} ${draw.pick(aspect.adjectives[label])} about ${aspect.name}`;
    },
  ],
  whole: [
    (draw, { subject, label }) => {
      const call = ['was', 'was quite', 'I would call', 'anybody could call'];
      const [start, end] = [draw.pick(call), draw.pick(words.mildVerdicts[label])];
      return start.startsWith('was') ? `${it(draw, subject)} ${start} ${end}` : `${start} ${it(draw, subject)} ${end}`;
    },
    (draw, { subject, label }) => {
      const have = ['I have many a', 'everybody has a', 'I always had a'];
      return `${draw.pick(have)} ${draw.pick(words.remarks[label])} word to say about ${object(draw, subject)}`;
    },
    (draw, { subject, label }) => `${it(draw, subject)} was ${degree(draw)}${draw.pick(words.verdicts[label])}`,
    (draw, { label }) => `it had ${draw.pick(['a lot of', 'plenty of'])} ${draw.pick(words.contents[label])}`,
    (draw, { subject, label }) => `${it(draw, subject)} was ${draw.pick(words.values[label])}`,
    (draw, { subject, label }) =>
      `${it(draw, subject)} was a ${draw.pick(['real ', 'complete ', ''])}${draw.pick(words.names[label])}`,
    (draw, { subject, label }) => `it was the ${draw.pick(words.superlatives[label])} ${subject.thing} that I know`,
  ],
  self: [
    (draw, { label }) => `I was ${degree(draw)}${draw.pick(words.feelings[label])}`,
    (draw, { subject, label }) => `I ${draw.pick(words.verbs.past[label])} ${object(draw, subject)}`,
    (draw, { subject, label }) => {
      const will = ['I did', 'everybody will', 'you will'];
      return `${draw.pick(will)} ${draw.pick(words.verbs.base[label])} ${object(draw, subject)}`;
    },
  ],
};

/** They deny the opposite of what they mean: "the ending was anything but silly", "I can't say I was bored". */
export const negatedClauses: Clauses = {
  aspect: [
    (draw, view) => {
      const { aspect, adjective } = denied(draw, view);
      const not = ['not', 'not at all', 'not exactly', 'never', 'hardly', 'far from', 'anything but'];
      return `${aspect.name} ${was(aspect)} ${draw.pick(not)} ${adjective}`;
    },
    (draw, view) => {
      const { aspect, adjective } = denied(draw, view);
      const not = ["I don't think that", 'nobody would say that', "I can't say that"];
      return `${draw.pick(not)} ${aspect.name} ${was(aspect)} ${adjective}`;
    },
    (draw, view) => {
      const { aspect, adjective } = denied(draw, view);
      const not = ['there was nothing', 'there was hardly anything', "I didn't see anything"];
      return `${draw.pick(not)} ${adjective} about ${aspect.name}`;
    },
  ],
  whole: [
    (draw, { subject, label }) => {
      const not = ['was not', "wasn't", 'was not very', 'was hardly', 'was not exactly'];
      return `${it(draw, subject)} ${draw.pick(not)} ${draw.pick(words.mildVerdicts[opposite(label)])}`;
    },
    (draw, { subject, label }) => {
      const not = ['I would not call', "I wouldn't call", 'nobody could call'];
      return `${draw.pick(not)} ${it(draw, subject)} ${draw.pick(words.mildVerdicts[opposite(label)])}`;
    },
    (draw, { label }) => {
      const not = ['it had no', 'it had hardly any', 'I found no', "I didn't see any"];
      return `${draw.pick(not)} ${draw.pick(words.contents[opposite(label)])}`;
    },
    (draw, { subject, label }) =>
      `${it(draw, subject)} was ${draw.pick(['not', 'hardly', 'never'])} ${draw.pick(words.values[opposite(label)])}`,
    (draw, { subject, label }) => {
      const not = ['no', 'hardly a', 'anything but a', 'not exactly a'];
      return `${it(draw, subject)} was ${draw.pick(not)} ${draw.pick(words.names[opposite(label)])}`;
    },
    (draw, { subject, label }) =>
      `it was not the ${draw.pick(words.superlatives[opposite(label)])} ${subject.thing} that I know`,
    (draw, { subject, label }) => {
      const not = ['I have hardly a', 'nobody has a', 'I never had a'];
      return `${draw.pick(not)} ${draw.pick(words.remarks[opposite(label)])} word to say about ${object(draw, subject)}`;
    },
  ],
  self: [
    (draw, { label }) => {
      const not = ['I was not', 'I was never', "I can't say I was", 'not once was I', 'at no point was I'];
      return `${draw.pick(not)} ${draw.pick(words.feelings[opposite(label)])}`;
    },
    (draw, { subject, label }) => {
      const not = ["I didn't", 'I did not', 'nobody will'];
      return `${draw.pick(not)} ${draw.pick(words.verbs.base[opposite(label)])} ${object(draw, subject)}`;
    },
    (draw, { subject, label }) => {
      const not = ["I can't say I", 'I would not say that I', 'I never'];
      return `${draw.pick(not)} ${draw.pick(words.verbs.past[opposite(label)])} ${object(draw, subject)}`;
    },
  ],
};

function denied(draw: Draw, { subject, label }: View): { aspect: Aspect; adjective: string } {
  const aspect = subject.aspect();
  return { aspect, adjective: draw.pick(aspect.adjectives[opposite(label)]) };
}

function was({ isPlural }: Aspect): string {
  return isPlural ? 'were' : 'was';
}

/** Nothing in half of all draws, or an intensifier and a space. */
function degree(draw: Draw): string {
  return draw.chance(0.5) ? '' : `${draw.pick(words.intensifiers)} `;
}

/** "the film", "it". */
function it(draw: Draw, { thing }: Subject): string {
  return draw.chance(0.4) ? 'it' : `the ${thing}`;
}

/** "the film", "it", "the ending". */
function object(draw: Draw, subject: Subject): string {
  return draw.chance(0.4) ? subject.aspect().name : it(draw, subject);
}
