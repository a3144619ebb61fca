import { ArtifactError } from '@refrain/core';
import { z } from 'zod';
import type { CallbackState } from '../callback.js';

/** The values of a callback's saved state. @throws ArtifactError if they are not such a state */
export function readState<Schema extends z.ZodType>(
  callback: string,
  state: CallbackState,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(state.values);
  if (parsed.success) return parsed.data;
  const message = `expected the saved state of the callback ${callback}; it is another's: ${z.prettifyError(parsed.error)}. Resume with the callbacks that the run began with.`;
  throw new ArtifactError({ artifact: 'state.json', message });
}
