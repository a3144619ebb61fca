import { assertPositiveNumber, refuse } from '@refrain/core';
import type { NamedVariable } from '../trainable.js';

/** Which variables train, and how fast. */
export interface VariableOptions {
  /**
   * Which variables train in a step: the others keep their values to the bit, and are left out of clipping by a global
   * norm. A function of the name and the number of steps made before, and of nothing else: so a resumed run goes on as it
   * would have. {@link gradualUnfreezing} makes one. @default all of them, always
   */
  readonly trainable?: (variable: string, step: number) => boolean;
  /**
   * What the optimizer's learning rate is multiplied by for a variable, by name; asked once.
   * {@link discriminativeLearningRates} makes such a function. @default 1 for all of them
   */
  readonly learningRateFactor?: (variable: string) => number;
}

/** A variable with the factor of its learning rate. */
export interface TrainedVariable extends NamedVariable {
  readonly learningRateFactor?: number;
}

/** The variables with their learning rate's factors, by step. @throws InvalidArgumentError for an impossible factor */
export function variableChoice(
  variables: readonly NamedVariable[],
  { trainable, learningRateFactor }: VariableOptions,
): (step: number) => readonly TrainedVariable[] {
  const all = learningRateFactor
    ? variables.map((named) => ({ ...named, learningRateFactor: factorOf(named.name, learningRateFactor) }))
    : variables;
  if (!trainable) return () => all;
  return (step) => {
    const trained = all.filter(({ name }) => trains(trainable, name, step));
    if (trained.length > 0) return trained;
    const expected = 'true for at least one variable of each step';
    refuse('trainable', false, { expected, remedy: `At step ${step} it is false for all of them.` });
  };
}

function factorOf(variable: string, learningRateFactor: (variable: string) => number): number {
  const factor = learningRateFactor(variable);
  assertPositiveNumber(`learningRateFactor('${variable}')`, factor, 'What must not move is left out with trainable.');
  return factor;
}

function trains(trainable: (variable: string, step: number) => boolean, variable: string, step: number): boolean {
  const answer = trainable(variable, step);
  if (typeof answer !== 'boolean') refuse(`trainable('${variable}', ${step})`, answer, { expected: 'true or false' });
  return answer;
}
