import { UsageError } from './errors.js';

/**
 * What options given with `--resume` would change in a stored run, one line each: `--units: 128 → 256`.
 *
 * A run that is resumed with other settings would be neither the old run nor a new one.
 *
 * @param given what the command line asks for, by the names of the settings
 */
export function differences(stored: object, given: object): string[] {
  const settings = stored as Readonly<Record<string, unknown>>;
  return Object.entries(given)
    .filter(([name, value]) => show(value) !== show(settings[name]))
    .map(([name, value]) => `${optionName(name)}: ${show(settings[name])} → ${show(value)}`);
}

/** `learningRate` becomes `--learning-rate`. */
export function optionName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The same without the fields that are undefined. */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

/** A setting in one line, as the command line takes it. */
export function show(value: unknown): string {
  if (value === undefined) return 'not given';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, entry]) => `${name} ${show(entry)}`)
    .join('; ');
}

/** @param differing what {@link differences} found @throws UsageError listing it, if anything differs */
export function assertSameSettings(directory: string, differing: readonly string[]): void {
  if (differing.length === 0) return;
  throw new UsageError(
    `--resume goes on with the settings of the run in ${directory}; received others:\n  ${differing.join('\n  ')}\n` +
      `Leave them out to go on, or begin another run in another folder with --run.`,
  );
}

/** The presets of a table, a line each. */
export function presetList(presets: Readonly<Record<string, { readonly summary: string }>>): string {
  const width = Math.max(...Object.keys(presets).map((name) => name.length));
  return Object.entries(presets)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join('\n');
}

/** Options that choose or steer the process, not the run: they are neither stored nor compared when a run is resumed. */
const processOptions = ['run', 'resume', 'backend', 'replaceUnknown', 'debug'];

/** The options that were given and are settings of a run. */
export function givenSettings<Options extends object>(options: Options): Partial<Options> {
  const entries = Object.entries(options).filter(([name]) => !processOptions.includes(name));
  return withoutUndefined(Object.fromEntries(entries)) as Partial<Options>;
}

/** Settings of a training that exclude each other or need each other. */
interface TrainingSettings {
  readonly steps?: number;
  readonly epochs?: number;
  readonly optimizer?: string;
  readonly weightDecay?: number;
}

/**
 * How long a run is, and its weight decay, of the preset's numbers overruled by the options.
 *
 * @throws UsageError where both lengths are given, or a weight decay without the optimizer that has one
 */
export function resolvedTraining(
  options: TrainingSettings,
  merged: TrainingSettings,
): Pick<TrainingSettings, 'steps' | 'epochs' | 'weightDecay'> {
  const { steps, epochs, weightDecay } = options;
  if (steps !== undefined && epochs !== undefined) {
    throw new UsageError(
      `--steps and --epochs both say how long to train; received --steps ${steps} and --epochs ${epochs}. Give one of them.`,
    );
  }
  if (weightDecay !== undefined && merged.optimizer !== 'adamw') {
    throw new UsageError(
      `--weight-decay is an option of adamw; --optimizer is ${merged.optimizer}. Leave it out, or change the other option.`,
    );
  }
  return {
    // One of the two ends a run: the one that was given replaces the other one of the preset.
    steps: epochs === undefined ? merged.steps : undefined,
    epochs: steps === undefined ? merged.epochs : undefined,
    weightDecay: merged.optimizer === 'adamw' ? merged.weightDecay : undefined,
  };
}
