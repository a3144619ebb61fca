import { lazily } from './lazily.js';
import { scriptRuns } from './script-table.js';

/** The number of what joins any script. */
export const anyScript = 0;

/** The number of the script of each code point, as Hugging Face's library knows them. */
export const scriptOf: () => (codePoint: number) => number = lazily(() => {
  // Scripts of the planes behind the third are none.
  const scripts = new Uint8Array(0x40000);
  const beyond: (readonly [first: number, last: number, script: number])[] = [];
  let end = 0;
  for (const word of scriptRuns.split(' ')) {
    const [skipped, more, script] = word.split(':').map((digits) => Number.parseInt(digits, 36));
    const first = end + skipped!;
    const last = first + more!;
    if (last < scripts.length) scripts.fill(script! + 1, first, last + 1);
    else beyond.push([first, last, script! + 1]);
    end = last + 1;
  }
  return (codePoint) =>
    scripts[codePoint] ?? beyond.find(([first, last]) => first <= codePoint && codePoint <= last)?.[2] ?? anyScript;
});
