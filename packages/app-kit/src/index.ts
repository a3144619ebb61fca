export { newProgram } from './command-line/new-program.js';
export type { ProgramDescription } from './command-line/new-program.js';
export { runProgram } from './command-line/run-program.js';
export { backendOption } from './command-line/backend-option.js';
export { addRunOptions, addTrainingOptions, addWordVectorOptions } from './command-line/training-options.js';
export {
  choice,
  embeddingWidth,
  nonEmptyText,
  notNegativeNumber,
  positiveNumber,
  probability,
  rate,
  unitsList,
  wholeNumber,
} from './command-line/option-values.js';
export { CommandError, exitCodes, presentError, UsageError } from './command-line/errors.js';
export { assertChoice, didYouMean, nearest } from './command-line/suggest.js';
export { commandLine, invocation } from './command-line/invocation.js';
export {
  assertSameSettings,
  differences,
  givenSettings,
  optionName,
  presetList,
  resolvedTraining,
  show,
  withoutUndefined,
} from './command-line/settings.js';
export { drawLines, lossLines } from './screen/loss-curve.js';
export { lossChart } from './screen/loss-chart.js';
export { figureLine } from './screen/figure-lines.js';
export { nextCommands } from './screen/next-commands.js';
export { beforeRefusal, textGroups } from './command-line/text-lines.js';
export type { TextSource } from './command-line/text-lines.js';
