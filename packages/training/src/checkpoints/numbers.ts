import { z } from 'zod';

const names = ['NaN', 'Infinity', '-Infinity'] as const;

/** A number for JSON, which has no NaN and no infinities: those by name. */
export function encodeNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** Reads what {@link encodeNumber} wrote. */
export const numberSchema = z.union([z.number(), z.enum(names).transform(Number)]);

/** {@link encodeNumber} where there may be no number. */
export function encodeOptional(value: number | undefined): number | string | null {
  return value === undefined ? null : encodeNumber(value);
}

/** Reads what {@link encodeOptional} wrote. */
export const optionalNumberSchema = z.union([z.null().transform(() => undefined), numberSchema]);
