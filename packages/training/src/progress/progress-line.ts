/** What a progress line says. */
export interface Progress {
  readonly step: number;
  /** Undefined where it is not known how long the run is. */
  readonly lastStep: number | undefined;
  readonly tokensPerSecond: number;
  readonly stepsPerSecond: number;
  readonly loss: number;
  /** What the tokens are called. */
  readonly unit: string;
}

/** `step 120/6,000 (2%) · 152,000 characters/s · loss 2.1034 · 3m 12s left`; `bar` stands behind the share. */
export function progressLine(progress: Progress, bar = ''): string {
  const { step, lastStep, tokensPerSecond, stepsPerSecond, loss, unit } = progress;
  const share = lastStep === undefined ? '' : `/${count(lastStep)} (${Math.floor((100 * step) / lastStep)}%)`;
  const parts = [`step ${count(step)}${share}${bar}`];
  if (stepsPerSecond > 0)
    parts.push(`${count(Number(tokensPerSecond.toPrecision(3)))} ${unit}/s`, `loss ${loss.toFixed(4)}`);
  if (stepsPerSecond > 0 && lastStep !== undefined) parts.push(`${duration((lastStep - step) / stepsPerSecond)} left`);
  return parts.join(' · ');
}

/** Seconds as `45s`, `3m 12s` or `2h 05m`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours}h ${String(minutes).padStart(2, '0')}m`;
  return minutes > 0 ? `${minutes}m ${String(whole % 60).padStart(2, '0')}s` : `${whole}s`;
}

function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
