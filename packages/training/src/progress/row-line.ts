import type { HistoryRow } from '../history.js';

/** Columns that a line may take; a longer one goes on in the next, indented. */
const widest = 90;

/**
 * A row of the history for a terminal, the learning rate left out, what was measured in the validation last:
 * `epoch 1 · step 200 · loss 1.518, accuracy 0.649 · validation loss 0.703, accuracy 0.832`.
 */
export function rowLine({ epoch, step, learningRate: _, ...means }: HistoryRow): string {
  const validation = 'validation';
  const names = Object.keys(means);
  const measured = names.filter((name) => name.startsWith(validation));
  const trained = names.filter((name) => !name.startsWith(validation));
  const figures = (columns: readonly string[]): string =>
    columns.map((name) => `${words(name.replace(validation, ''))} ${means[name]!.toFixed(3)}`).join(', ');
  const start = `epoch ${epoch.toLocaleString('en')} · step ${step.toLocaleString('en')} · ${figures(trained)}`;
  if (measured.length === 0) return start;
  const end = `${validation} ${figures(measured)}`;
  return start.length + end.length + 3 > widest ? `${start}\n    ${end}` : `${start} · ${end}`;
}

/** `bitsPerCharacter` and `BitsPerCharacter` become `bits per character`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}
