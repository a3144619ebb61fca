import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Attribute, Handle, NodeBackend } from './node-backend.js';

/** A type, by its number in the binding, or a float, which nothing else tells from an integer. */
type WrappedAttribute = { readonly type: number } | { readonly float: number };

/** Attributes of an operation by name; types, which TensorFlow infers from inputs that are no lists, may be left out. */
export type Attributes = Readonly<Record<string, boolean | number | string | WrappedAttribute>>;

const noAttributes: readonly Attribute[] = [];

/**
 * Operations of TensorFlow, run straight on the binding: no tensor of TensorFlow.js is made between them.
 *
 * A recurrence takes a dozen operations a step; through TensorFlow.js each would cost more than its arithmetic.
 * Everything that a session made is freed by `end`, except what was given away or kept.
 */
export class Session {
  readonly #backend: NodeBackend;
  readonly #made = new Set<Handle>();
  readonly #constants = new Map<string, Handle>();
  readonly #encoded = new Map<Attributes, readonly Attribute[]>();

  constructor(backend: NodeBackend) {
    this.#backend = backend;
  }

  /** The TensorFlow tensor of one of TensorFlow.js, which keeps it. */
  of(tensor: TensorInfo): Handle {
    return this.#backend.getInputTensorIds([tensor])[0]!;
  }

  get floatType(): WrappedAttribute {
    return { type: this.#backend.binding.TF_FLOAT };
  }

  get integerType(): WrappedAttribute {
    return { type: this.#backend.binding.TF_INT32 };
  }

  floats(values: Float32Array, shape: readonly number[]): Handle {
    return this.#add(this.#backend.binding.createTensor(shape, this.#backend.binding.TF_FLOAT, values));
  }

  integers(values: Int32Array, shape: readonly number[] = [values.length]): Handle {
    return this.#add(this.#backend.binding.createTensor(shape, this.#backend.binding.TF_INT32, values));
  }

  /** An int64 scalar: low and high half, as the binding takes it. */
  long(value: number): Handle {
    return this.#add(this.#backend.binding.createTensor([], this.#backend.binding.TF_INT64, Int32Array.of(value, 0)));
  }

  zeros(shape: readonly number[]): Handle {
    return this.floats(new Float32Array(shape.reduce((product, length) => product * length, 1)), shape);
  }

  /** An int32 scalar or vector, made once a session. */
  constant(value: number | readonly number[]): Handle {
    return this.#once(JSON.stringify(value), () =>
      typeof value === 'number' ? this.integers(Int32Array.of(value), []) : this.integers(Int32Array.from(value)),
    );
  }

  /** A float32 scalar, made once a session. */
  scalar(value: number): Handle {
    return this.#once(`float ${value}`, () => this.floats(Float32Array.of(value), []));
  }

  /** Runs an operation with one output. */
  run(operation: string, inputs: readonly Handle[], attributes?: Attributes): Handle {
    return this.runAll(operation, inputs, { outputs: 1, ...(attributes && { attributes }) })[0]!;
  }

  /** Runs an operation with several outputs. */
  runAll(
    operation: string,
    inputs: readonly Handle[],
    { outputs, attributes }: { readonly outputs: number; readonly attributes?: Attributes },
  ): Handle[] {
    const given = attributes ? this.#encode(attributes) : noAttributes;
    return this.#backend.binding
      .executeOp(operation, given, inputs, outputs)
      .map((description) => this.#add(description.id));
  }

  /** As {@link run}, on values that nothing reads after it: it frees those that the session made. */
  replace(operation: string, inputs: readonly Handle[]): Handle {
    const result = this.run(operation, inputs);
    this.free(...inputs);
    return result;
  }

  /** Frees what was made before its session ends; not constants, which are there for all. */
  free(...handles: Handle[]): void {
    for (const handle of handles) {
      if (this.#made.delete(handle)) this.#backend.binding.deleteTensor(handle);
    }
  }

  /** Makes a tensor of TensorFlow.js of a float32 result, which goes to the caller. */
  give(handle: Handle, shape: readonly number[]): TensorInfo {
    // One that was given before, or is someone else's, would be deleted twice.
    const own = this.#made.delete(handle) ? handle : this.#copy(handle);
    return this.#backend.createOutputTensor({ id: own, shape: [...shape], dtype: this.#backend.binding.TF_FLOAT });
  }

  /** Takes results out of what the session frees; the function frees them. */
  keep(handles: readonly Handle[]): () => void {
    const kept = handles.filter((handle) => this.#made.delete(handle));
    return () => kept.splice(0).forEach((handle) => this.#backend.binding.deleteTensor(handle));
  }

  /** Frees everything that is left. */
  end(): void {
    [...this.#made, ...this.#constants.values()].forEach((handle) => this.#backend.binding.deleteTensor(handle));
    this.#made.clear();
    this.#constants.clear();
  }

  #copy(handle: Handle): Handle {
    return this.#backend.binding.executeOp('Identity', noAttributes, [handle], 1)[0]!.id;
  }

  #add(handle: Handle): Handle {
    this.#made.add(handle);
    return handle;
  }

  #once(key: string, make: () => Handle): Handle {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#made.delete(made);
    this.#constants.set(key, made);
    return made;
  }

  /** As the binding takes them; those of a loop are encoded once where they are one object. */
  #encode(attributes: Attributes): readonly Attribute[] {
    const known = this.#encoded.get(attributes);
    if (known !== undefined) return known;
    const { binding } = this.#backend;
    const encoded = Object.entries(attributes).map(([name, value]) => {
      if (typeof value === 'object') {
        return 'type' in value
          ? { name, type: binding.TF_ATTR_TYPE, value: value.type }
          : { name, type: binding.TF_ATTR_FLOAT, value: value.float };
      }
      const kinds = { boolean: binding.TF_ATTR_BOOL, number: binding.TF_ATTR_INT, string: binding.TF_ATTR_STRING };
      return { name, type: kinds[typeof value as keyof typeof kinds], value };
    });
    this.#encoded.set(attributes, encoded);
    return encoded;
  }
}

/** Runs `work` in a session of its own. */
export function inSession<T>(backend: NodeBackend, work: (session: Session) => T): T {
  const session = new Session(backend);
  try {
    return work(session);
  } finally {
    session.end();
  }
}
