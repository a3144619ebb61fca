import { polar, wordsOf } from './polar.js';

/** What a whole thing is, of any topic. */
export const verdicts = polar(
  'good, great, wonderful, excellent, superb, lovely, enjoyable, outstanding, fantastic',
  'bad, poor, terrible, awful, dreadful, disappointing, boring, mediocre, horrible',
);

/** Those that are natural after "not". */
export const mildVerdicts = polar('good, great, enjoyable, special', 'bad, poor, disappointing, boring');

/** How it leaves people. */
export const feelings = polar(
  'impressed, delighted, charmed, moved, thrilled, pleased',
  'bored, annoyed, disappointed, irritated, shocked, frustrated',
);

/** What people did with it: the form behind "I" and that behind "did". */
export const verbs = {
  past: polar('enjoyed, liked, admired, loved', 'disliked, hated, detested, regretted'),
  base: polar('enjoy, like, admire, love', 'dislike, hate, detest, regret'),
};

/** What it is called: "It is a gem." */
export const names = polar('gem, treat, masterpiece, success', 'mess, failure, disaster, disgrace');

/** What it has much or nothing of. */
export const contents = polar('charm, style, warmth, atmosphere', 'faults, flaws, weaknesses, problems');

/** How much it was worth. */
export const values = polar(
  'worth the money, worth the time, worth the effort',
  'a waste of money, a waste of time, a waste of effort',
);

/** Words that one may have to say about it. */
export const remarks = polar('good, kind, friendly', 'bad, hard, harsh');

/** Of all the others that one knows. */
export const superlatives = polar('best', 'worst');

export const intensifiers = wordsOf('really, truly, quite, surprisingly, remarkably, so');

/** What fills the slots of facts. */
export const fillings = {
  day: wordsOf('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday'),
  month: wordsOf('January, February, March, April, June, July, August, September, October, November, December'),
  number: wordsOf('two, three, four, five, six, seven, eight, nine, ten'),
  person: wordsOf('my sister, my brother, my wife, my husband, a friend, my parents, my neighbours, my colleagues'),
  Person: wordsOf('My sister, My brother, My wife, My husband, A friend, My parents, My neighbours, My colleagues'),
  country: wordsOf('Italy, France, Spain, Greece, Japan, Canada, Norway, Brazil, Poland, Kenya'),
  floor: wordsOf('first, second, third, fourth, top'),
};
