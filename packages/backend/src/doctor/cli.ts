#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { type BackendChoice, backendChoices } from '@refrain/backend';
import { describeEnd, type ProcessEnd } from './describe-end.js';
import { examineBackend, type Examination } from './examine-backend.js';
import { examineEnvironment } from './environment.js';
import { advice, type Findings, report, summary } from './report.js';

const help = `refrain-doctor [--json]

Says what this machine offers, tries every backend of Refrain with one training step of a tiny model, and ends with
one line of advice. Exits with 1 where no backend works or one gives wrong numbers.

  --json   everything as one line of JSON
  --help   this text
`;

/** What separates a backend's answer from what its libraries print. */
const marker = 'refrain-doctor:';

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const [first, backend] = words;
  if (first === '--only' && backend) {
    const examination = await examineBackend(backend as BackendChoice);
    process.stdout.write(`\n${marker}${JSON.stringify(examination)}\n`);
    return;
  }
  if (first === '--help' || first === '-h') return void process.stdout.write(help);
  if (words.length > 1 || (first !== undefined && first !== '--json')) {
    process.stderr.write(
      `refrain-doctor does not know ${JSON.stringify(words.join(' '))}; it knows --json and --help.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const backends: [BackendChoice, Examination][] = [];
  for (const name of backendChoices) backends.push([name, await examineApart(name)]);
  const findings: Findings = { environment: examineEnvironment(), backends };
  process.stdout.write(first === '--json' ? `${JSON.stringify(summary(findings))}\n` : report(findings));
  process.exitCode = /^(Do not use|No backend works)/.test(advice(findings)) ? 1 : 0;
}

/** Tries a backend in a process of its own: a native library may end it, and two of TensorFlow do not go together. */
async function examineApart(name: BackendChoice): Promise<Examination> {
  const child = spawn(process.execPath, [process.argv[1]!, '--only', name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { TF_CPP_MIN_LOG_LEVEL: '2', ...process.env },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const end = await new Promise<Pick<ProcessEnd, 'code' | 'signal'>>((resolve) => {
    child.on('error', (error) => {
      errors += error.message;
      resolve({ code: null, signal: null });
    });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const answer = output.split('\n').find((line) => line.startsWith(marker));
  if (answer) return JSON.parse(answer.slice(marker.length)) as Examination;
  return { reason: describeEnd(name, { ...end, errors }) };
}
