import { assertKnownOptions } from '@refrain/core';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import type { FrameOptions, PaddingOptions, TruncationOptions } from './frame-options.js';
import { readPadding, readTemplate, readTruncation } from './read-frame-options.js';
import { textAlone } from './template.js';

/** What {@link withFrame} can change; what is absent stays. */
export interface FrameChanges extends Pick<FrameOptions, 'template' | 'pairTemplate'> {
  /** How texts are cut, or `'none'`: they aren't. */
  readonly truncation?: TruncationOptions | 'none';
  /** How the rows of batches are filled up, or `'none'`: as where nothing is said. */
  readonly padding?: PaddingOptions | 'none';
}

/**
 * The same tokenizer with another template, truncation or padding. The one that is given stays as it is.
 *
 * @throws InvalidArgumentError naming the option
 * @example
 * const short = withFrame(tokenizer, { template: ['start', 'text', 'end'], truncation: { maximumLength: 128 } });
 */
export function withFrame(tokenizer: Tokenizer, changes: FrameChanges): Tokenizer {
  assertKnownOptions('withFrame', changes, ['template', 'pairTemplate', 'truncation', 'padding']);
  const { description, reframe } = tokenizer[internals];
  const names = new Map(Object.entries(tokenizer.vocabulary.special) as [string, number][]);
  const { template, pairTemplate, truncation, padding } = changes;
  const single = template === undefined ? description.template?.single : readTemplate('template', template, names);
  const pair =
    pairTemplate === undefined ? description.template?.pair : readTemplate('pairTemplate', pairTemplate, names);
  const paddingId = description.padding?.id ?? description.roles.padding ?? 0;
  return reframe({
    template: single || pair ? { single: single ?? textAlone, ...(pair && { pair }) } : undefined,
    truncation: changed(truncation, description.truncation, readTruncation),
    padding: changed(padding, description.padding, (options) => readPadding(options, paddingId)),
  });
}

function changed<Options, Description>(
  change: Options | 'none' | undefined,
  present: Description | undefined,
  read: (options: Options) => Description,
): Description | undefined {
  if (change === undefined) return present;
  return change === 'none' ? undefined : read(change as Options);
}
