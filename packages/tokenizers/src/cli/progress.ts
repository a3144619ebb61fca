import type { TrainingProgress } from '@refrain/tokenizers';

/** A bar on a terminal, redrawn in place. */
export interface ProgressBar {
  show(progress: TrainingProgress): void;
  /** Takes the bar away. */
  clear(): void;
}

const barWidth = 30;
const redrawMilliseconds = 80;

/** A bar on `stream`; shows nothing where that is no terminal. */
export function progressBar(stream: NodeJS.WriteStream, now: () => number = () => performance.now()): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shown = -Infinity;
  let phase = '';
  return {
    show(progress) {
      if (now() - shown < redrawMilliseconds && progress.phase === phase) return;
      shown = now();
      phase = progress.phase;
      stream.write(`\r${progressLine(progress)}\u001b[K`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}

/** `merging ███████░░░░ 23 %`; without a total only how much is done. */
export function progressLine({ phase, done, total }: TrainingProgress): string {
  if (total <= 0 || !Number.isFinite(total)) return `${phase} ${done.toLocaleString('en')}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  return `${phase} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${Math.floor(100 * share)} %`;
}
