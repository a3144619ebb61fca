const subjects = ['the soup', 'this film', 'my room', 'the book', 'their show'];
const judgements = [
  ['was good', 1],
  ['was not bad', 1],
  ['was bad', 0],
  ['was not good', 0],
] as const;

/** Twenty short reviews with their labels, as a table. */
export const reviews = [
  'label\ttext',
  ...subjects.flatMap((subject) => judgements.map(([judgement, label]) => `${label}\t${subject} ${judgement}`)),
  '',
].join('\n');

/** Options that make a training step take a few milliseconds, whatever the preset. */
export const small = ['--corpus', 'reviews.tsv', '--batch', '4', '--validation', '0.2', '--test', '0.2'];

/** The same for a model of words. */
export const tiny = [...small, '--units', '8', '--embedding', '4'];
