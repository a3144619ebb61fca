import { runOptimizer } from '@refrain/app-kit/training';
import { Random } from '@refrain/core';
import { bitsPerCharacter, perplexity } from '@refrain/metrics';
import { checkpoint, csvLog, sampleEvery, terminateOnNaN, train } from '@refrain/training';
import type { Callback, Checkpoint, History, RowFigures, Sample } from '@refrain/training';
import { choiceTitle } from './presets/hyper-parameters.js';
import type { Choice } from './presets/hyper-parameters.js';
import { runFiles } from './run-directory.js';
import { openingOf, writtenText } from './sampling.js';
import { tokensFor } from './session.js';
import type { Session } from './session.js';

/** What is shown, and what can end the training early. */
export interface TrainingOptions {
  readonly resume: Checkpoint | undefined;
  readonly signal: AbortSignal;
  /** Shows the training. */
  readonly callbacks: readonly Callback[];
  onSample(sample: Sample): void;
}

/** Trains, keeping checkpoints, history and samples. @returns the history, and the step whose weights were the best */
export async function runTraining(
  session: Session,
  options: TrainingOptions,
): Promise<{ history: History; bestStep: number | undefined }> {
  const { settings, store, model, data, validation, steps } = session;
  const epoch = data.size!;
  const optimizer = runOptimizer(settings, { steps, stepsPerEpoch: epoch });
  const saves = checkpoint({
    store,
    everySteps: settings.checkpointEvery ?? epoch,
    keep: 2,
    ...(validation ? { monitor: settings.monitor } : {}),
  });
  const writes = sampleEvery({
    steps: settings.sampleEvery ?? epoch,
    store,
    name: runFiles.samples,
    sample: ({ random }) => sampleText(session, random),
    sink: (sample) => options.onSample(sample),
  });
  try {
    const history = await train({
      ...{ model, data, optimizer, signal: options.signal, random: new Random(settings.seed) },
      ...(validation ? { validation: validation.data } : {}),
      figures: rowFigures(session),
      ...(settings.steps === undefined ? { epochs: settings.epochs! } : { steps: settings.steps }),
      ...(settings.clipNorm === undefined ? {} : { clipGlobalNorm: settings.clipNorm }),
      ...(settings.clipValue === undefined ? {} : { clipValue: settings.clipValue }),
      ...(settings.frozen && { trainable: (variable: string) => variable !== 'embedding' }),
      ...(options.resume === undefined ? {} : { resume: options.resume }),
      validateEverySteps: settings.validateEvery ?? epoch,
      callbacks: [terminateOnNaN(), csvLog({ store }), writes, saves, ...options.callbacks],
    });
    return { history, bestStep: saves.best?.step };
  } finally {
    optimizer.dispose();
  }
}

const usualChoice: Choice = { temperature: 0.8 };
/** Lines of a sample that is written in one way. */
const sampleLines = 8;

/** What the model writes behind the prompt, in each of the ways that the settings ask for: a text, or lines. */
async function sampleText(session: Session, random: Random): Promise<string> {
  const { settings, lines } = session;
  const { prompt, whileTraining: choices = [usualChoice] } = settings;
  const length = lines ? Infinity : tokensFor(session, sampleCharacters);
  const count = lines && choices.length === 1 ? sampleLines : 1;
  const texts: string[] = [];
  for (const choice of choices) {
    for (let number = 0; number < count; number++) {
      const own = count === 1 ? random : random.fork(number);
      const opening = openingOf(session, prompt, own);
      const text = opening + (await writtenText(session, { prompt: opening, length, random: own, ...choice }));
      texts.push(choices.length === 1 ? text : `${choiceTitle(choice)}: ${text}`);
    }
  }
  return texts.join('\n');
}

/** Characters of a sample during the training, about. */
const sampleCharacters = 200;

/** What a row of the history has besides: the perplexity, and the bits that a character of the validation costs. */
function rowFigures({ settings, validation }: Session): RowFigures {
  return ({ loss, validationLoss: nats = Number.NaN }): Record<string, number> => ({
    ...(settings.perplexity && { perplexity: perplexity(loss) }),
    ...(validation &&
      Number.isFinite(nats) && {
        validationBitsPerCharacter: bitsPerCharacter({
          nats,
          tokens: validation.tokens,
          characters: validation.characters,
        }),
      }),
  });
}
