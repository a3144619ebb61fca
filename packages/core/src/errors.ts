const invalidArgument = Symbol.for('refrain.InvalidArgumentError');
const artifact = Symbol.for('refrain.ArtifactError');

/** What {@link InvalidArgumentError} is made of. */
export interface InvalidArgumentDetails {
  /** The name of the argument or option, as the caller wrote it. */
  readonly argument: string;
  /** What was received. */
  readonly value: unknown;
  /** One or more sentences: what was expected; what was received; what to do. */
  readonly message: string;
}

/** Thrown where a caller's argument can't be used: says which one, what was expected, what came and what to do. */
export class InvalidArgumentError extends Error {
  override readonly name = 'InvalidArgumentError';
  readonly argument: string;
  readonly value: unknown;
  readonly [invalidArgument] = true;

  constructor({ argument, value, message }: InvalidArgumentDetails) {
    super(message);
    this.argument = argument;
    this.value = value;
  }

  /** Recognises the error across copies of this package, where `instanceof` fails. */
  static isInstance(error: unknown): error is InvalidArgumentError {
    return hasMarker(error, invalidArgument);
  }
}

/** What {@link ArtifactError} is made of. */
export interface ArtifactDetails {
  /** The name of the file at fault, relative to its store. */
  readonly artifact: string;
  /** One or more sentences: what was expected; what was found; what to do. */
  readonly message: string;
  readonly cause?: unknown;
}

/** Thrown where stored bytes can't be used: missing, cut short, changed, of another version. Names the file. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
  readonly artifact: string;
  readonly [artifact] = true;

  constructor({ artifact, message, cause }: ArtifactDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.artifact = artifact;
  }

  /** Recognises the error across copies of this package, where `instanceof` fails. */
  static isInstance(error: unknown): error is ArtifactError {
    return hasMarker(error, artifact);
  }
}

function hasMarker(error: unknown, marker: symbol): boolean {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[marker] === true;
}
