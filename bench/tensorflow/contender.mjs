/** Prints the median milliseconds of one contender's steps: `node contender.mjs CONTENDER CONFIGURATION WARM-UP TIMED`. */
import { median } from '../workload.mjs';

const [contender, name, warmUp, timed] = process.argv.slice(2);
process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
const { times } = await import(`./${contender}.mjs`);
const measured = await times(name, { warmUp: Number(warmUp), timed: Number(timed) });
console.log(JSON.stringify({ milliseconds: median(measured) }));
