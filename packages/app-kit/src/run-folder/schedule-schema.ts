import { z } from 'zod';

/** How a learning-rate schedule stands in `run.json`. */
export const scheduleSchema = z.union([
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('cosine'), warmupSteps: z.number(), finalFraction: z.number() }),
  z.strictObject({ kind: z.literal('decay'), factor: z.number(), fromEpoch: z.number() }),
]);
