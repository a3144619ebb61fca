import type { Callback, Sample } from '@refrain/training';
import pc from 'picocolors';
import type { Session } from '../training-session.js';

/** What is seen of a training while it runs. */
export interface TrainingScreen {
  readonly callbacks: readonly Callback[];
  onSample(sample: Sample): void;
  /** Prints a line above the bar. */
  say(text: string): void;
  close(): void;
}

export function trainingScreen({ settings, steps }: Session): TrainingScreen {
  let begin = 0;
  let characters = 0;
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const callback: Callback = {
    name: 'screen',
    onStart() {
      begin = performance.now();
    },
    onStep({ step, loss, weight }) {
      characters += weight;
      if (step % 50 === 0 || step === steps) {
        say(
          `step ${step}/${steps} loss ${loss.toFixed(3)} ${Math.round((1000 * characters) / (performance.now() - begin))} characters/s`,
        );
      }
    },
    onRow: (row) => say(JSON.stringify(row)),
  };
  return {
    callbacks: [callback],
    onSample: ({ step, text }) => say(`${pc.dim(`── step ${step}`)}\n${text}`),
    say,
    close: () => {},
  };
}
