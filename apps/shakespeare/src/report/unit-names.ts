import type { StateUnit } from '@refrain/models';

/** `unit 40 (cell 8 of layer 1)` */
export function unitName({ layer, kind, unit }: StateUnit, number: number): string {
  return `unit ${number} (${kind} ${unit} of layer ${layer + 1})`;
}

/** A correlation with its sign. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
