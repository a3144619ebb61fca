import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventRecord } from './event.js';
import type { TensorBoardEvent } from './event.js';

interface Golden {
  readonly events: readonly TensorBoardEvent[];
  readonly file: string;
}

const golden = JSON.parse(readFileSync(join(__dirname, 'event.golden.json'), 'utf8')) as Record<string, Golden>;
/** The golden file names the numbers that JSON lacks. */
const numbers: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity };
const revived = (event: TensorBoardEvent): TensorBoardEvent =>
  event.kind === 'scalar' ? { ...event, value: numbers[event.value] ?? event.value } : event;

describe('eventRecord', () => {
  it.each(Object.keys(golden))('writes the %s file of TensorFlow, byte for byte', (name) => {
    const { events, file } = golden[name]!;
    expect(events.length).toBeGreaterThan(1);
    const ours = Buffer.concat(events.map((event) => eventRecord(revived(event))));
    expect(ours.toString('hex')).toBe(file);
  });

  it.each([
    [{ step: -1 }, 'step must be an integer of at least 0; received -1.'],
    [{ step: 1.5 }, 'step must be an integer of at least 0; received 1.5.'],
    [{ wallTime: Number.NaN }, 'wallTime must be a finite number of seconds since 1970; received NaN.'],
  ])('refuses %j', (wrong, message) => {
    const event = { kind: 'scalar', wallTime: 0, step: 1, tag: 'loss', value: 1, ...wrong } as const;
    expect(() => eventRecord(event)).toThrow(new Error(message));
  });
});
