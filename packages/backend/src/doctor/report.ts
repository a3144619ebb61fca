import type { BackendChoice } from '@refrain/backend';
import type { Environment } from './environment.js';
import type { Examination } from './examine-backend.js';
import { largestDifference } from './tiny-step.js';

/** What was found: the process, and every backend by name, the best first. */
export interface Findings {
  readonly environment: Environment;
  readonly backends: readonly (readonly [BackendChoice, Examination])[];
}

/** Numbers that differ by more than this differ by more than rounding. */
const tolerance = 1e-4;

/** Writes what was found, a line a fact, and one line of advice last. */
export function report(findings: Findings): string {
  const { environment, backends } = findings;
  const { node, system, processors, sharedArrayBuffer, simd, relaxedSimd, variables } = environment;
  const yes = (known: boolean): string => (known ? 'yes' : 'no');
  const facts: [string, string][] = [
    ['Node', `${node} on ${system}, ${processors} ${processors === 1 ? 'processor' : 'processors'}`],
    ['WebAssembly', `SIMD ${yes(simd)}, relaxed SIMD ${yes(relaxedSimd)} (not used: it rounds differently by machine)`],
    ['SharedArrayBuffer', yes(sharedArrayBuffer)],
    ...Object.entries(variables),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = backends.flatMap(([name, examination]) => {
    const [first, ...others] = describe(examination, name === 'cpu' ? undefined : referenceOf(findings));
    return [`${name.padEnd(16)} ${first!}`, ...others.map((line) => `${''.padEnd(16)} ${line}`)];
  });
  return [
    ...facts.map(([name, value]) => `${name.padEnd(width)} ${value}`),
    '',
    'One training step of a tiny model on each backend; the reference is cpu:',
    ...lines,
    '',
    advice(findings),
    '',
  ].join('\n');
}

/** What was found as JSON would have it: of the results only how far they are from the reference. */
export function summary(findings: Findings): object {
  const reference = referenceOf(findings);
  const backends = findings.backends.map(([name, examination]) => {
    if ('reason' in examination) return [name, examination];
    const { results, ...others } = examination;
    return [name, { ...others, ...(reference && { largestDifference: largestDifference(results, reference) }) }];
  });
  return { ...findings.environment, backends: Object.fromEntries(backends) as object, advice: advice(findings) };
}

/** What to do, in one line. */
export function advice(findings: Findings): string {
  const { environment, backends } = findings;
  const reference = referenceOf(findings);
  for (const [name, examination] of backends) {
    if ('reason' in examination) continue;
    if (reference && largestDifference(examination.results, reference) > tolerance) {
      return `Do not use ${name}: its numbers differ from the reference by more than rounding. Set REFRAIN_BACKEND to another, and report it.`;
    }
  }
  const best = backends.find(([, examination]) => !('reason' in examination));
  if (!best) return 'No backend works: install Node 20.16 or newer and @tensorflow/tfjs-core 4.22.0.';
  const broken = backends.find(
    ([name, examination]) =>
      name.startsWith('tensorflow') && 'reason' in examination && isInstalled(examination.reason),
  );
  if (broken) return `To use ${broken[0]}: ${(broken[1] as { reason: string }).reason}`;
  const [name, examination] = best as [BackendChoice, Exclude<Examination, { reason: string }>];
  if (name === 'cpu') return 'Only cpu works, which is many times slower: use a Node with WebAssembly SIMD.';
  if (name === 'refrain' && examination.threads < Math.min(environment.processors, 8)) {
    return `refrain works on ${examination.threads} of ${environment.processors} processors; REFRAIN_THREADS sets how many.`;
  }
  return `All is well: pickBackend() takes ${name}.`;
}

function describe(
  examination: Examination,
  reference: Readonly<Record<string, readonly number[]>> | undefined,
): string[] {
  if ('reason' in examination) return [`✗ ${examination.reason}`];
  const { version, device, threads, milliseconds, leftTensors, warnings, results } = examination;
  const difference = reference ? `, differs by ${largestDifference(results, reference).toExponential(1)} at most` : '';
  const count = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return [
    `✓ ${version}, ${device}, ${count}: ${milliseconds.toFixed(1)} ms a step${difference}`,
    ...(leftTensors === 0 ? [] : [`! ${leftTensors} tensors were left behind by five steps.`]),
    ...warnings.map((warning) => `! ${warning}`),
  ];
}

function referenceOf({ backends }: Findings): Readonly<Record<string, readonly number[]>> | undefined {
  const cpu = backends.find(([name]) => name === 'cpu')?.[1];
  return cpu && !('reason' in cpu) ? cpu.results : undefined;
}

function isInstalled(reason: string): boolean {
  return !/ is not installed\b/.test(reason) && !/ needs Node\.$/.test(reason);
}
