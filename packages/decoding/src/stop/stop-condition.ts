import type { GenerationContext } from '../generation-context.js';

/**
 * Says, after each generated id, whether the generation is over. The id that ends it is still delivered.
 *
 * @example
 * const afterTwoLines: StopCondition = ({ ids, step }) => ids.slice(-step).filter((id) => id === newline).length === 2;
 */
export type StopCondition = (context: GenerationContext) => boolean;
