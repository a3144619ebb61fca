import { z } from 'zod';
import { backendNames } from '../command-line/backend-option.js';

const positive = z.number().int().positive();

/** How a learning-rate schedule stands in `run.json`. */
const scheduleSchema = z.union([
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('cosine'), warmupSteps: z.number(), finalFraction: z.number() }),
  z.strictObject({ kind: z.literal('decay'), factor: z.number(), fromEpoch: z.number() }),
]);

/** How the settings that a training has in every app stand in `run.json`: spread them into the others. */
export const trainingShape = {
  batch: positive,
  optimizer: z.enum(['nadam', 'adam', 'adamw', 'rmsprop', 'sgd']),
  learningRate: z.number().positive(),
  schedule: scheduleSchema,
  weightDecay: z.number().optional(),
  clipNorm: z.number().positive().optional(),
  steps: positive.optional(),
  epochs: positive.optional(),
  seed: z.number().int(),
  monitor: z.enum(['validationLoss', 'validationAccuracy']),
  validateEvery: positive.optional(),
  checkpointEvery: positive.optional(),
} as const;

/** How the backend that a run was begun with stands there. */
export const backendSchema = z.enum(backendNames);
