import type { Examination } from './examine-backend.js';
import { advice, type Findings, report, summary } from './report.js';

const works: Examination = {
  version: '1.0.0',
  device: 'cpu',
  threads: 2,
  warnings: [],
  milliseconds: 1.25,
  leftTensors: 0,
  results: { loss: [2] },
};
const environment: Findings['environment'] = {
  node: '22.1.0',
  system: 'linux x64',
  processors: 2,
  sharedArrayBuffer: true,
  simd: true,
  relaxedSimd: false,
  variables: { REFRAIN_THREADS: '2' },
};
const missing = { reason: '@tensorflow/tfjs-node-gpu is not installed.' };
const findings = (...backends: Findings['backends'][number][]): Findings => ({ environment, backends });

describe('the report of the doctor', () => {
  it('has a line for every fact and backend, and ends with advice', () => {
    const warned: Examination = {
      ...works,
      threads: 1,
      leftTensors: 3,
      warnings: ['It is old.'],
      results: { loss: [2.00001] },
    };
    expect(report(findings(['tensorflow-gpu', missing], ['refrain', works], ['tensorflow', warned], ['cpu', works])))
      .toBe(`Node              22.1.0 on linux x64, 2 processors
WebAssembly       SIMD yes, relaxed SIMD no (not used: it rounds differently by machine)
SharedArrayBuffer yes
REFRAIN_THREADS   2

One training step of a tiny model on each backend; the reference is cpu:
tensorflow-gpu   ✗ @tensorflow/tfjs-node-gpu is not installed.
refrain          ✓ 1.0.0, cpu, 2 threads: 1.3 ms a step, differs by 0.0e+0 at most
tensorflow       ✓ 1.0.0, cpu, 1 thread: 1.3 ms a step, differs by 5.0e-6 at most
                 ! 3 tensors were left behind by five steps.
                 ! It is old.
cpu              ✓ 1.0.0, cpu, 2 threads: 1.3 ms a step

All is well: pickBackend() takes refrain.
`);
  });

  it('as JSON says how far the results are from the reference, and not which they are', () => {
    const { results, ...others } = works;
    expect(results).toBeDefined();
    expect(summary(findings(['refrain', works], ['tensorflow', missing], ['cpu', works]))).toEqual({
      ...environment,
      backends: {
        refrain: { ...others, largestDifference: 0 },
        tensorflow: missing,
        cpu: { ...others, largestDifference: 0 },
      },
      advice: 'All is well: pickBackend() takes refrain.',
    });
  });

  it.each<[string, Findings, string]>([
    [
      'a backend that computes something else',
      findings(['refrain', { ...works, results: { loss: [2.1] } }], ['cpu', works]),
      'Do not use refrain: its numbers differ from the reference by more than rounding. Set REFRAIN_BACKEND to another, and report it.',
    ],
    [
      'no backend',
      findings(['cpu', { reason: 'it did not start.' }]),
      'No backend works: install Node 20.16 or newer and @tensorflow/tfjs-core 4.22.0.',
    ],
    [
      'an installed package that is broken',
      findings(['tensorflow-gpu', { reason: 'It lacks a library. Run this.' }], ['refrain', works], ['cpu', works]),
      'To use tensorflow-gpu: It lacks a library. Run this.',
    ],
    [
      'nothing but cpu',
      findings(['refrain', { reason: 'WebAssembly is not available.' }], ['cpu', works]),
      'Only cpu works, which is many times slower: use a Node with WebAssembly SIMD.',
    ],
    [
      'idle processors',
      findings(['refrain', { ...works, threads: 1 }], ['cpu', works]),
      'refrain works on 1 of 2 processors; REFRAIN_THREADS sets how many.',
    ],
  ])('advises on %s', (_, found, text) => {
    expect(advice(found)).toBe(text);
  });
});
