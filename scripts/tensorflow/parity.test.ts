import * as layers from '../../packages/layers/src/index.js';
import * as models from '../../packages/models/src/index.js';
import * as ops from '../../packages/ops/src/index.js';
import * as training from '../../packages/training/src/index.js';
import { expectNoNewTensors } from '../../packages/testing/src/index.js';
import { comparedBackend, comparison, useBackend } from './compared-backend.js';
import { layerCases } from './layer-cases.js';
import { lossCases } from './loss-cases.js';
import { classifierCases } from './model-cases/classifiers.js';
import { languageModelCases } from './model-cases/language-models.js';
import { translatorCases } from './model-cases/translators.js';
import { relativeDifference } from './numbers.js';
import { optimizerCases } from './optimizer-cases.js';

// On a busy machine the backend cpu takes its time over some cases.
jest.setTimeout(120_000);

const tolerance = 1e-4;

const modelCases = { ...languageModelCases, ...translatorCases, ...classifierCases };
const groups = { layer: layerCases, loss: lossCases, optimizer: optimizerCases, model: modelCases };
const cases = Object.entries(groups).flatMap(([group, exported]) =>
  Object.entries(exported).flatMap(([name, ways]) =>
    Object.entries(ways).map(([way, run]) => [`the ${group} ${name}: ${way}`, run] as const),
  ),
);

describe(`${comparison}: outputs and gradients`, () => {
  it.each(cases)('%s', async (_, run) => {
    await useBackend('refrain');
    const reference = await expectNoNewTensors(run);
    await useBackend(comparedBackend);
    const actual = await expectNoNewTensors(run);
    expect(Object.keys(actual)).toEqual(Object.keys(reference));
    const far = Object.entries(reference)
      .map(([tensor, values]) => [tensor, relativeDifference(actual[tensor]!, values)] as const)
      .filter(([, difference]) => !(difference <= tolerance));
    expect(far).toEqual([]);
  });
});

describe('the list of cases', () => {
  const functionsOf = (exports: object): string[] =>
    Object.entries(exports)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name)
      .sort();

  it('has every layer, model and loss', () => {
    expect(Object.keys(layerCases).sort()).toEqual(functionsOf(layers));
    expect(Object.keys(modelCases).sort()).toEqual(functionsOf(models));
    expect(Object.keys(lossCases).sort()).toEqual(functionsOf(ops).filter((name) => /Loss$|CrossEntropy$/.test(name)));
  });

  it('has everything of training that computes with tensors of its own', () => {
    const others = [
      'assignVariables', 'checkpoint', 'checkpointSteps', 'configurationDifferences', 'cosineDecay', 'csvLog',
      'discriminativeLearningRates', 'earlyStopping', 'evaluate', 'exponentialDecay', 'gradualUnfreezing', 'historyCsv',
      'inverseSquareRoot', 'isOutOfMemory', 'lambda', 'latestCheckpoint', 'loadCheckpoint', 'parseSamples', 'piecewise', 'readVariables',
      'reduceOnPlateau', 'sampleEvery', 'saveCheckpoint', 'terminateOnNaN', 'train',
    ]; // prettier-ignore
    expect([...Object.keys(optimizerCases), ...others].sort()).toEqual(functionsOf(training));
  });
});

describe('relativeDifference', () => {
  it('compares the largest distance with the largest number expected', () => {
    expect(relativeDifference([1, -4, 3], [1, -4.5, 3.5])).toBeCloseTo(0.5 / 4.5, 12);
    expect(relativeDifference([0, 0], [0, 0])).toBe(0);
  });

  it.each([
    [[1], [0]],
    [[NaN], [NaN]],
    [[1, 2], [1]],
  ])('is infinite for %p, where %p is expected', (actual, expected) => {
    expect(relativeDifference(actual, expected)).toBe(Infinity);
  });
});
