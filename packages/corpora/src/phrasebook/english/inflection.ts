/** A verb, with the forms that do not follow from its base. */
export interface EnglishVerb {
  readonly base: string;
  readonly past: string;
  readonly participle: string;
}

/** Past and participle where they are not made with "-ed". */
const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  bring: ['brought', 'brought'],
  buy: ['bought', 'bought'],
  drink: ['drank', 'drunk'],
  eat: ['ate', 'eaten'],
  find: ['found', 'found'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  have: ['had', 'had'],
  lose: ['lost', 'lost'],
  read: ['read', 'read'],
  run: ['ran', 'run'],
  see: ['saw', 'seen'],
  sell: ['sold', 'sold'],
  sing: ['sang', 'sung'],
  sleep: ['slept', 'slept'],
  speak: ['spoke', 'spoken'],
  swim: ['swam', 'swum'],
  wear: ['wore', 'worn'],
  write: ['wrote', 'written'],
};

/** A verb by its base. */
export function englishVerb(base: string): EnglishVerb {
  const [first, ...rest] = base.split(' ') as [string, ...string[]];
  const withRest = (form: string): string => [form, ...rest].join(' ');
  const known = irregular[first];
  if (known !== undefined) return { base, past: withRest(known[0]), participle: withRest(known[1]) };
  const past = withRest(regularPast(first));
  return { base, past, participle: past };
}

/** "eats", "goes", "studies", "looks for". */
export function thirdPerson(base: string): string {
  return inflected(base, (verb) => {
    if (verb === 'have') return 'has';
    if (/(?:s|sh|ch|x|o)$/.test(verb)) return `${verb}es`;
    return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
  });
}

/** "eating", "writing", "running", "looking for". */
export function progressive(base: string): string {
  return inflected(base, (verb) => {
    if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
    return /^(?:run|swim)$/.test(verb) ? `${verb}${verb.at(-1)!}ing` : `${verb}ing`;
  });
}

/** "books", "boxes", "cities", "knives". */
export function pluralOf(noun: string): string {
  const known: Readonly<Record<string, string>> = {
    man: 'men',
    woman: 'women',
    knife: 'knives',
  };
  if (Object.hasOwn(known, noun)) return known[noun]!;
  if (/(?:s|sh|ch|x|potato|tomato)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** "a book", "an apple". */
export function indefinite(words: string): string {
  return /^(?:[aeio]|u(?!ni|se))/.test(words) ? `an ${words}` : `a ${words}`;
}

function regularPast(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** Inflects the first word: "look for" is "looks for". */
function inflected(base: string, inflect: (verb: string) => string): string {
  const [first, ...rest] = base.split(' ') as [string, ...string[]];
  return [inflect(first), ...rest].join(' ');
}
