import { UsageError } from './errors.js';
import { assertChoice } from './suggest.js';

type Parser<T> = (text: string) => T;

/** Reads a whole number of at least `minimum`. */
export function wholeNumber(option: string, settings: { minimum?: number; remedy?: string } = {}): Parser<number> {
  const { minimum = 1, remedy = '' } = settings;
  return (text) => {
    const value = readNumber(text);
    if (Number.isSafeInteger(value) && value >= minimum) return value;
    const expected = minimum === 1 ? 'a positive integer' : `an integer of at least ${minimum}`;
    throw new UsageError(`${option} must be ${expected}; received ${shown(text)}.${sentence(remedy)}`);
  };
}

/** Reads a finite number above 0. */
export function positiveNumber(option: string, remedy = ''): Parser<number> {
  return (text) => {
    const value = readNumber(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new UsageError(`${option} must be a positive number; received ${shown(text)}.${sentence(remedy)}`);
  };
}

/** Reads a finite number of at least 0. */
export function notNegativeNumber(option: string): Parser<number> {
  return (text) => {
    const value = readNumber(text);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new UsageError(`${option} must be a number of at least 0; received ${shown(text)}.`);
  };
}

/** Reads a number of at least 0 and below 1: what a dropout rate can be. */
export function rate(option: string): Parser<number> {
  return (text) => {
    const value = readNumber(text);
    if (value >= 0 && value < 1) return value;
    throw new UsageError(`${option} must be a number from 0 to below 1; received ${shown(text)}. 0 turns it off.`);
  };
}

/** Reads a probability above 0, up to 1. */
export function probability(option: string): Parser<number> {
  return (text) => {
    const value = readNumber(text);
    if (value > 0 && value <= 1) return value;
    throw new UsageError(`${option} must be a number above 0 and up to 1; received ${shown(text)}.`);
  };
}

/** Reads the units of each layer: `128` or `128,128`. */
export function unitsList(option: string): Parser<number[]> {
  return (text) => {
    const units = text.split(',').map(readNumber);
    if (units.every((value) => Number.isSafeInteger(value) && value >= 1)) return units;
    throw new UsageError(
      `${option} must be positive integers separated by commas, one for each layer, such as 128,128; received ${shown(text)}.`,
    );
  };
}

/** Reads the width of the embedding, or `one-hot`. */
export function embeddingWidth(option: string): Parser<number | 'one-hot'> {
  return (text) => {
    if (text === 'one-hot') return text;
    const value = readNumber(text);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    throw new UsageError(`${option} must be a positive integer or one-hot; received ${shown(text)}.`);
  };
}

/** Reads one word of a list; suggests the nearest for another. */
export function choice<T extends string>(option: string, choices: readonly T[]): Parser<T> {
  return (text) => {
    assertChoice(option, text, choices);
    return text;
  };
}

/** Reads text that isn't empty. */
export function nonEmptyText(option: string, remedy: string): Parser<string> {
  return (text) => {
    if (text.length > 0) return text;
    throw new UsageError(`${option} must not be empty; received "".${sentence(remedy)}`);
  };
}

/** Unlike Number(): an empty text is no number, and neither is hexadecimal. */
function readNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}

function shown(text: string): string {
  return Number.isNaN(readNumber(text)) ? JSON.stringify(text) : text.trim();
}

function sentence(text: string): string {
  return text === '' ? '' : ` ${text}`;
}
