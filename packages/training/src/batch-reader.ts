import { refuse } from '@refrain/core';
import type { Dataset, DatasetIterator, JsonValue } from '@refrain/core';

/** Reads a dataset epoch by epoch and knows where it stands. */
export class BatchReader<Batch> {
  readonly #data: Dataset<Batch>;
  #iterator: DatasetIterator<Batch> | undefined;
  #read = 0;

  constructor(data: Dataset<Batch>) {
    this.#data = data;
  }

  /** Batches read of the epoch that has begun. */
  get read(): number {
    return this.#read;
  }

  /** Whether the epoch's last batch has been read, where the dataset knows its size. */
  get exhausted(): boolean {
    return this.#iterator !== undefined && this.#read === this.#data.size;
  }

  /**
   * The next batch of epoch number `epoch` (from 0), which is opened if none is; undefined at its end.
   *
   * @throws InvalidArgumentError if the epoch has no batch at all
   */
  next(epoch: number): { batch: Batch } | undefined | Promise<{ batch: Batch } | undefined> {
    this.#iterator ??= this.#data.iterator(epoch);
    const next = this.#iterator.next();
    return 'then' in next ? next.then((result) => this.#count(result)) : this.#count(next);
  }

  /** Goes back to before the last batch, by reading epoch number `epoch` again up to there: its order is always the same. */
  async unread(epoch: number): Promise<void> {
    const before = this.#read - 1;
    this.close();
    if (before === 0) return;
    this.#iterator = this.#data.iterator(epoch);
    for (; this.#read < before; this.#read++) await this.#iterator.next();
  }

  /** Ends the epoch: the next batch will be another's. */
  close(): void {
    this.#iterator = undefined;
    this.#read = 0;
  }

  /** The position in the epoch that has begun; undefined between epochs. */
  position(): JsonValue | undefined {
    return this.#iterator?.state();
  }

  /** Goes to a saved position of epoch number `epoch`. */
  restore(position: JsonValue | undefined, place: { epoch: number; read: number }): void {
    this.close();
    if (position === undefined) return;
    this.#iterator = this.#data.iterator(place.epoch);
    this.#iterator.restore(position);
    this.#read = place.read;
  }

  #count(result: IteratorResult<Batch, undefined>): { batch: Batch } | undefined {
    if (!result.done) {
      this.#read++;
      return { batch: result.value };
    }
    if (this.#read === 0) {
      const remedy = 'Give it more text, or shorter windows and smaller batches.';
      refuse('data', this.#data, { expected: 'a dataset with at least one batch', remedy });
    }
    return undefined;
  }
}
