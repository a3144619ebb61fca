/** A text of about a thousand characters. */
export const poem = 'To be, or not to be, that is the question:\nWhether tis nobler in the mind to suffer\n'.repeat(12);

/** Options that make a training step take a few milliseconds. */
export const tiny = ['--units', '8', '--embedding', '4', '--length', '8', '--batch', '4'];
