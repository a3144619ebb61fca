const subjects = [
  ['the cat', 'el gato'],
  ['a dog', 'un perro'],
  ['my aunt', 'mi tía'],
  ['the queen', 'la reina'],
] as const;
const verbs = [
  ['eats', 'come'],
  ['sleeps', 'duerme'],
  ['sings', 'canta'],
  ['is here', 'está aquí'],
] as const;

/** Sixteen short sentences with their translations, a line each. */
export const pairs = subjects
  .flatMap(([subject, sujeto]) => verbs.map(([verb, verbo]) => `${subject} ${verb}\t${sujeto} ${verbo}\n`))
  .join('');

/** Options that make a training step take a few milliseconds. */
export const tiny = [
  ...['--corpus', 'pairs.tsv', '--vocabulary', '270', '--units', '8', '--embedding', '4', '--batch', '4'],
  ...['--validation', '2', '--test', '3'],
];
