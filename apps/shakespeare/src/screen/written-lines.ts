import { Random } from '@refrain/core';
import pc from 'picocolors';
import { openingOf, writtenText } from '../sampling.js';
import type { Session } from '../session.js';
import { linesOf } from '../text/lines.js';
import { count } from './describe-session.js';

/** Lines that are written to see how many of them are new. */
const examined = 200;

/** Writes lines at temperature 1 and says how many of them no line of the training is, and how long they become. */
export async function noveltyLine(session: Session): Promise<string> {
  const { settings, tokenizer, trainingText, lines } = session;
  const random = new Random(settings.seed).fork('novelty');
  const written: string[] = [];
  for (let number = 0; number < examined; number++) {
    const own = random.fork(number);
    const prompt = openingOf(session, '', own);
    const text = await writtenText(session, { prompt, length: Infinity, temperature: 1, random: own });
    written.push(prompt + text);
  }
  // As the tokenizer reads them: lower-cased, where it does that.
  const known = new Set(linesOf(trainingText).map((line) => tokenizer.decode(tokenizer.encode(line))));
  const longest = written.reduce((most, line) => Math.max(most, Array.from(line).length), 0);
  const share = written.filter((line) => !known.has(line)).length / examined;
  return (
    `  ${'new'.padEnd(11)}${pc.bold(`${(100 * share).toFixed(1)} %`.padStart(9))} ${pc.dim(`of ${examined} lines written at temperature 1 are none of the ${count(lines!.count)} of the training`)}\n` +
    `  ${'longest'.padEnd(11)}${pc.bold(String(longest).padStart(9))} ${pc.dim(`characters; ${lines!.longest} in the training`)}\n`
  );
}
