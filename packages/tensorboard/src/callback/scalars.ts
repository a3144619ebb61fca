/** A row of the history, as `@refrain/training` gives it. */
export interface HistoryRow {
  readonly step: number;
  readonly [name: string]: number;
}

/** What a training step gave, as `@refrain/training` reports it. */
export interface StepReport {
  readonly step: number;
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly learningRate: number;
  readonly gradientNorm?: number;
}

/** Numbers by the tags of their charts. */
export type Scalars = readonly (readonly [tag: string, value: number])[];

/** Keras's tags for what a row says of the training (`epoch_loss`) and of the validation, there without the prefix. */
export function rowScalars(row: HistoryRow): { readonly train: Scalars; readonly validation: Scalars } {
  const { step: _axis, epoch, ...means } = row;
  const train: [string, number][] = epoch === undefined ? [] : [['epoch', epoch]];
  const validation: [string, number][] = [];
  for (const [name, value] of Object.entries(means)) {
    const validated = /^validation([A-Z].*)$/.exec(name)?.[1];
    if (validated === undefined) train.push([`epoch_${snakeCase(name)}`, value]);
    else validation.push([`epoch_${snakeCase(validated)}`, value]);
  }
  return { train, validation };
}

/** Keras's tags for what a step gave: `batch_loss`. */
export function stepScalars({ loss, metrics, learningRate, gradientNorm }: StepReport): Scalars {
  const values = { loss, ...metrics, learningRate, ...(gradientNorm === undefined ? {} : { gradientNorm }) };
  return Object.entries(values).map(([name, value]) => [`batch_${snakeCase(name)}`, value] as const);
}

/** `bitsPerCharacter` as `bits_per_character`. */
function snakeCase(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return words.replace(/^_/, '');
}
