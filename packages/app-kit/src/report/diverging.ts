/** A number on a scale of two colours that meet at 0: which of them, and how much of it in per cent. */
export interface Shade {
  readonly side: 'negative' | 'positive';
  readonly percent: number;
}

/** @param largest the absolute value at which a colour is full */
export function shade(value: number, largest: number): Shade {
  const percent = largest === 0 ? 0 : Math.round((100 * Math.abs(value)) / largest);
  return { side: value < 0 ? 'negative' : 'positive', percent };
}

export function largestMagnitude(values: ArrayLike<number>): number {
  return Array.from(values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** The scale as a bar: its two ends and 0. */
export function divergingLegend(largest: number): string {
  const ends = [-largest, 0, largest].map((value) => `<span>${signed(value)}</span>`);
  return `<div class="scale"><i></i><div>${ends.join('')}</div></div>`;
}

/** Two decimals with a sign, which the eye finds. */
export function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  if (Number(digits) === 0) return '0';
  return `${value < 0 ? '−' : '+'}${digits}`;
}
