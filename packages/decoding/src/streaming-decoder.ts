/**
 * Turns ids into text one by one: what `decodeStream(tokenizer)` gives, or your own.
 *
 * `push` gives the text that has become certain with `id`, possibly none, such as while a character misses bytes;
 * `flush` gives what is left at the end.
 */
export interface StreamingDecoder {
  push(id: number): string;
  flush(): string;
}
