import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { CommandError } from '@refrain/app-kit';
import { holdsRun, readTokenizer, tokenizerHash } from '@refrain/app-kit/runs';
import { fileStore } from '@refrain/core/node';
import { loadModel } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import { join } from 'node:path';
import { runFiles } from './run-directory.js';

/** A language model of the app shakespeare and what cuts its text. */
export interface LanguageModelRun {
  readonly model: CharRnn;
  readonly tokenizer: Tokenizer;
}

/**
 * Reads the language model that a run of the app shakespeare keeps. The caller disposes the model.
 *
 * @throws CommandError if the folder holds none
 * @throws ArtifactError if a file of it is broken, or the model is of another kind
 */
export async function openLanguageModel(directory: string): Promise<LanguageModelRun> {
  const title = relative(process.cwd(), directory) || '.';
  const refusal = (fault: string, remedy: string): CommandError =>
    new CommandError(
      `--language-model must be the folder of a finished run of shakespeare; ${title} ${fault}. ${remedy}`,
    );
  if (!(await holdsRun(directory))) throw refusal('holds no run', 'Check the path.');
  if (!existsSync(join(directory, runFiles.config))) throw refusal('has not finished', 'Train it to its end first.');
  const store = fileStore(directory);
  const tokenizer = await readTokenizer(store, runFiles.tokenizer);
  const model = await loadModel(store, { tokenizerHash: await tokenizerHash(tokenizer) });
  if (model.options.embedding === 'one-hot') {
    model.dispose();
    throw refusal('has a model without an embedding', 'Train one with --embedding and a width.');
  }
  return { model, tokenizer };
}
