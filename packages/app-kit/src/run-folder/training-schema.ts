import { z } from 'zod';
import { backendNames } from '../command-line/backend-option.js';
import { scheduleSchema } from './schedule-schema.js';

const positive = z.number().int().positive();

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
