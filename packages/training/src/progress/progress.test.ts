import { EventEmitter } from 'node:events';
import type { StepReport, TrainingRun } from '../callback.js';
import { progressBar } from './progress-bar.js';
import { duration, progressLine } from './progress-line.js';
import { ProgressRate } from './progress-rate.js';

const report = (step: number, loss = 2): StepReport => {
  return { step, epoch: 1, loss, metrics: {}, weight: 3200, learningRate: 1e-3 };
};

/** A stream that keeps what is written to it. */
function recorder(isTTY: boolean, columns: number) {
  const written: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    isTTY,
    columns,
    write: (text: string) => written.push(text) > 0,
  });
  return { stream: stream as unknown as NodeJS.WriteStream, output: () => written.join('') };
}

/** Runs a bar over `steps` steps of half a second. */
async function show(isTTY: boolean, steps: number, columns = 100) {
  const { stream, output } = recorder(isTTY, columns);
  let time = 1000;
  const bar = progressBar({ unit: 'characters', stream, now: () => time });
  const run = { step: 0, lastStep: 4000 } as { -readonly [key in keyof TrainingRun]: TrainingRun[key] };
  await bar.onStart!(run);
  for (run.step = 1; run.step <= steps; run.step++) {
    time += 500;
    await bar.onStep!(report(run.step), run);
  }
  run.step--;
  bar.print('a sample');
  await bar.onRow!({ epoch: 1, step: steps, loss: 2, learningRate: 1e-3, validationAccuracy: 0.5 }, run);
  await bar.onEnd!({ outcome: 'finished' }, run);
  return output();
}

describe('progressBar', () => {
  it('writes a plain line every ten seconds where there is no terminal', async () => {
    expect(await show(false, 45)).toBe(
      [
        'step 20/4,000 (0%) · 6,400 characters/s · loss 2.0000 · 33m 10s left',
        'step 40/4,000 (1%) · 6,400 characters/s · loss 2.0000 · 33m 00s left',
        'a sample',
        'epoch 1 · step 45 · loss 2.000 · validation accuracy 0.500',
        'step 45/4,000 (1%) · 6,400 characters/s · loss 2.0000 · 32m 58s left',
        '',
      ].join('\n'),
    );
  });

  it('draws a bar in a terminal, with other lines above it', async () => {
    const output = await show(true, 2000);
    expect(output).toContain('step 2,000/4,000 (50%) ████████████░░░░░░░░░░░░ · 6,400 characters/s · loss 2.0000');
    expect(output).toContain('a sample\nepoch 1 · step 2,000 · loss 2.000 · validation accuracy 0.500\n');
    expect(output.endsWith('step 2,000/4,000 (50%) · 6,400 characters/s · loss 2.0000 · 16m 40s left\n')).toBe(true);
  });

  it('draws a shorter bar in a narrow terminal, or none', async () => {
    expect(await show(true, 2000, 80)).toContain('(50%) █████░░░░░ · 6,400 characters/s');
    expect(await show(true, 2000, 40)).toContain('step 2,000/4,000 (50%) · 6,400');
  });

  it('refuses an unknown option', () => {
    expect(() => progressBar({ width: 3 } as object)).toThrow(
      'progressBar does not know the option "width"; known options are unit, stream, everySeconds, now.',
    );
  });
});

describe('the rate', () => {
  it('weighs each step by the time it took', () => {
    const rate = new ProgressRate(0);
    expect(rate.stepsPerSecond).toBe(0);
    rate.add(report(1), 1);
    rate.add(report(2), 4);
    expect(rate.stepsPerSecond).toBeCloseTo(500, 0);
    expect(rate.tokensPerSecond).toBeCloseTo(500 * 3200, -4);
  });

  it('follows a change within a minute', () => {
    const rate = new ProgressRate(0);
    for (let second = 1; second <= 60; second++) rate.add(report(second, 4), second * 1000);
    for (let step = 1; step <= 600; step++) rate.add(report(step, 1), 60_000 + step * 100);
    expect(rate.stepsPerSecond).toBeGreaterThan(9.9);
    expect(rate.loss).toBeCloseTo(1, 4);
  });
});

describe('a line', () => {
  it('leaves out what is not known', () => {
    const unknown = { step: 3, lastStep: undefined, tokensPerSecond: 0, stepsPerSecond: 0, loss: 0, unit: 'tokens' };
    expect(progressLine(unknown)).toBe('step 3');
    expect(progressLine({ ...unknown, stepsPerSecond: 2, tokensPerSecond: 1_234_567, loss: 1.5 })).toBe(
      'step 3 · 1,230,000 tokens/s · loss 1.5000',
    );
  });

  it.each([
    [0.4, '0s'],
    [59.6, '1m 00s'],
    [192, '3m 12s'],
    [7500, '2h 05m'],
  ])('says %d seconds as %s', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });
});
