import type { Random } from '@refrain/core';

/** Draws for a grammar: one of several things, or whether something is so. */
export class Draw {
  protected readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.random.integer(items.length)]!;
  }

  chance(probability: number): boolean {
    return this.random.uniform() < probability;
  }

  /** The text with each `{name}` replaced by one of the words of that name, drawn anew each time. */
  fill(text: string, words: Readonly<Record<string, readonly string[]>>): string {
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => this.pick(words[name]!));
  }
}
