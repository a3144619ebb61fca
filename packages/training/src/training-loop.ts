import { Random } from '@refrain/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { assignVariables, readVariables } from './arrays.js';
import { BatchReader } from './batch-reader.js';
import type { Callback, RunEnding, StepReport, TrainingRun } from './callback.js';
import { CarriedState } from './carry.js';
import type { Checkpoint } from './checkpoints/checkpoint.js';
import { clipping } from './clipping.js';
import type { Clip } from './clipping.js';
import { evaluate } from './evaluate.js';
import { EventLoopTurns } from './event-loop.js';
import { variableChoice } from './fine-tuning/variable-choice.js';
import type { TrainedVariable } from './fine-tuning/variable-choice.js';
import { gradientStep } from './gradient-step.js';
import { HarmlessFailure } from './harmless-failure.js';
import { validationName, withFigures } from './history.js';
import type { History, HistoryRow } from './history.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { TrainOptions } from './train-options.js';
import type { NamedVariable } from './trainable.js';
import { WeightedMeans } from './weighted-means.js';

type Hook = 'onStart' | 'onStep' | 'onRow' | 'onEpoch' | 'onSettled';

/** One call of `train`: where it stands, and how it gets from one step to the next. */
export class TrainingLoop<Batch, Carry extends readonly Tensor[]> implements TrainingRun {
  step = 0;
  epochs = 0;
  readonly rows: HistoryRow[] = [];
  readonly lastStep: number | undefined;
  readonly optimizer: Optimizer;
  readonly variables: readonly NamedVariable[];
  random: Random;
  readonly resumedFrom: number | undefined;

  readonly #options: TrainOptions<Batch, Carry>;
  readonly #callbacks: readonly Callback[];
  readonly #reader: BatchReader<Batch>;
  readonly #clip: Clip;
  readonly #trainedAt: (step: number) => readonly TrainedVariable[];
  readonly #carried = new CarriedState();
  readonly #interval = new WeightedMeans();
  readonly #turns = new EventLoopTurns();
  /** Whether a batch has been read whose step isn't made. */
  #midStep = false;
  #stopReason: string | undefined;
  #learningRate: number;

  constructor(options: TrainOptions<Batch, Carry>) {
    const { model, data, optimizer, steps, epochs, callbacks = [], random = new Random(0), resume } = options;
    const { clipValue, clipNorm, clipGlobalNorm } = options;
    this.#options = options;
    this.#callbacks = callbacks;
    this.#reader = new BatchReader(data);
    this.#clip = clipping({ clipValue, clipNorm, clipGlobalNorm });
    this.#learningRate = optimizer.learningRate;
    this.optimizer = optimizer;
    this.variables = model.variables();
    this.#trainedAt = variableChoice(this.variables, options);
    this.random = random;
    this.resumedFrom = resume?.step;
    this.lastStep = steps ?? (data.size === undefined ? undefined : epochs! * data.size);
  }

  stop(reason: string): void {
    this.#stopReason ??= reason;
  }

  async run(): Promise<History> {
    let ending: RunEnding = { outcome: 'failed' };
    try {
      await this.#resume();
      await this.#call('onStart', this);
      const { exhausted } = this.#reader;
      if (exhausted || this.#rowIsDue(false)) await this.#settle(exhausted);
      while (!this.#isOver()) {
        await this.#advance();
        if (this.#turns.due()) await this.#turns.turn();
      }
      if (this.#isFinished() && this.#interval.steps > 0 && (await this.#addRow())) {
        await this.#call('onSettled', this, { ending: true });
      }
      ending = this.#ending();
    } catch (error) {
      const harmless = error instanceof HarmlessFailure;
      // What can't be saved now must not hide why the run ends.
      if (harmless) await this.#settleBefore().catch(() => undefined);
      await this.#end(ending).catch(() => undefined);
      throw harmless ? error.cause : error;
    } finally {
      this.#carried.clear();
    }
    await this.#end(ending);
    const { rows, step, epochs } = this;
    return { rows, step, epochs, ...(ending as RunEnding & { outcome: History['outcome'] }) };
  }

  checkpoint(): Checkpoint {
    const stateful = this.#callbacks.filter((callback) => callback.state);
    return {
      step: this.step,
      epochs: this.epochs,
      stepsInEpoch: this.#reader.read,
      configuration: this.#options.configuration ?? null,
      history: [...this.rows],
      weights: readVariables(this.variables),
      optimizer: this.optimizer.state(),
      carry: this.#carried.state(),
      random: this.random.state(),
      position: this.#reader.position(),
      learningRate: this.#learningRate,
      interval: this.#interval.state(),
      callbacks: new Map(stateful.map((callback) => [callback.name, callback.state!()])),
    };
  }

  async #resume(): Promise<void> {
    const { resume } = this.#options;
    if (!resume) return;
    assignVariables(this.variables, resume.weights, `the checkpoint of step ${resume.step}`);
    this.optimizer.restore(resume.optimizer);
    this.#reader.restore(resume.position, { epoch: resume.epochs, read: resume.stepsInEpoch });
    this.#carried.restore(resume.carry);
    this.#interval.restore(resume.interval);
    this.random = Random.from(resume.random);
    this.#learningRate = resume.learningRate;
    this.step = resume.step;
    this.epochs = resume.epochs;
    this.rows.push(...resume.history);
    for (const callback of this.#callbacks) {
      const state = resume.callbacks.get(callback.name);
      if (state) await callback.restore?.(state);
    }
  }

  /** One step, and whatever falls due behind it. */
  async #advance(): Promise<void> {
    const next = this.#reader.next(this.epochs);
    const read = next && 'then' in next ? await next : next;
    if (read) {
      const { learningRate } = this.optimizer;
      const random = this.random.fork(this.step);
      const { model } = this.#options;
      const variables = this.#trainedAt(this.step);
      const step = { model, variables, optimizer: this.optimizer, clip: this.#clip, carried: this.#carried, random };
      this.#midStep = true;
      const { means, weight, gradientNorm } = gradientStep(read.batch, step);
      this.#midStep = false;
      this.#learningRate = learningRate;
      this.step++;
      this.#interval.add(means, weight);
      const { loss, ...metrics } = means as { loss: number };
      const report: StepReport = {
        ...{ step: this.step, epoch: this.epochs + 1, loss, metrics, weight, learningRate },
        ...(gradientNorm === undefined ? {} : { gradientNorm }),
      };
      await this.#call('onStep', report, this);
    }
    await this.#settle(!read || this.#reader.exhausted);
  }

  /** Adds the row and completes the epoch where they are due; then the step is settled. */
  async #settle(epochEnds: boolean): Promise<void> {
    const added = !this.#rowIsDue(epochEnds) || (await this.#addRow());
    if (added && epochEnds) {
      this.epochs++;
      this.#reader.close();
      await this.#call('onEpoch', this.epochs, this);
    }
    await this.#call('onSettled', this, { ending: this.#isOver() });
  }

  /** Lets callbacks save the run as it stood behind its last step. */
  async #settleBefore(): Promise<void> {
    if (this.#midStep) await this.#reader.unread(this.epochs);
    await this.#call('onSettled', this, { ending: true });
  }

  #rowIsDue(epochEnds: boolean): boolean {
    const { validateEverySteps } = this.#options;
    const { steps } = this.#interval;
    return validateEverySteps === undefined ? epochEnds && steps > 0 : steps >= validateEverySteps;
  }

  /** False where the signal ended the validation: the row stays due, also in a checkpoint. */
  async #addRow(): Promise<boolean> {
    const validation = await this.#validate();
    if (!validation) return false;
    const { loss, ...metrics } = this.#interval.means() as { loss: number };
    const epoch = this.#reader.read === 0 ? this.epochs : this.epochs + 1;
    const means = { epoch, step: this.step, loss, ...metrics, ...validation, learningRate: this.#learningRate };
    const row = withFigures(means, this.#options.figures);
    this.rows.push(row);
    this.#interval.clear();
    await this.#call('onRow', row, this);
    return true;
  }

  async #validate(): Promise<Record<string, number> | undefined> {
    const { model, validation: data, signal } = this.#options;
    if (signal?.aborted) return undefined;
    if (!data) return {};
    try {
      const { loss, metrics } = await evaluate({ model, data, random: this.random.fork('validation'), signal });
      return Object.fromEntries(
        Object.entries({ loss, ...metrics }).map(([name, mean]) => [validationName(name), mean]),
      );
    } catch (error) {
      if (signal?.aborted && error === signal.reason) return undefined;
      // The row stays due, also in a checkpoint.
      throw new HarmlessFailure(error);
    }
  }

  #isFinished(): boolean {
    const { steps, epochs } = this.#options;
    return steps === undefined ? this.epochs >= epochs! : this.step >= steps;
  }

  #isOver(): boolean {
    return this.#stopReason !== undefined || this.#options.signal?.aborted === true || this.#isFinished();
  }

  #ending(): RunEnding {
    if (this.#stopReason !== undefined) return { outcome: 'stopped', reason: this.#stopReason };
    return { outcome: this.#isFinished() && this.#interval.steps === 0 ? 'finished' : 'aborted' };
  }

  /** Every callback gets to put its things away, also when another one fails to. */
  async #end(ending: RunEnding): Promise<void> {
    const failures: unknown[] = [];
    for (const callback of this.#callbacks) {
      try {
        await callback.onEnd?.(ending, this);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #call<Name extends Hook>(hook: Name, ...values: Parameters<NonNullable<Callback[Name]>>): Promise<void> {
    for (const callback of this.#callbacks) {
      const pending = (callback[hook] as ((...values: unknown[]) => void | Promise<void>) | undefined)?.(...values);
      if (pending) await pending;
    }
  }
}
