import { CommandError } from '@refrain/app-kit';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** What makes vectors of whole texts. */
export interface SentenceEncoder {
  /** How many numbers a vector has. */
  readonly width: number;
  /** The vectors of some texts, row-major `[texts, width]`. */
  encode(texts: readonly string[]): Promise<Float32Array>;
}

/** The part of the package that is used. */
interface EncoderPackage {
  load(): Promise<{ embed(texts: string[]): Promise<Tensor2D> }>;
}

const packageName = '@tensorflow-models/universal-sentence-encoder';
/** Numbers a vector of the Universal Sentence Encoder has. */
const width = 512;

/**
 * The Universal Sentence Encoder (Cer et al., 2018), of a package that is not a dependency, with weights that it
 * downloads.
 *
 * @param importPackage loads the package
 * @throws CommandError where the package is not installed, or its weights can't be had
 */
export async function universalSentenceEncoder(
  importPackage: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<SentenceEncoder> {
  let library: EncoderPackage;
  try {
    library = (await importPackage(packageName)) as EncoderPackage;
  } catch {
    throw new CommandError(
      `--preset universal-sentence-encoder needs the package ${packageName}, which is not installed. ` +
        `Install it beside this app with npm install ${packageName}@1.3.3 @tensorflow/tfjs-converter@4.22.0, or take another preset.`,
    );
  }
  try {
    const model = await library.load();
    return {
      width,
      async encode(texts) {
        const vectors = await model.embed([...texts]);
        try {
          return await vectors.data<'float32'>();
        } finally {
          vectors.dispose();
        }
      },
    };
  } catch (error) {
    throw new CommandError(
      `--preset universal-sentence-encoder needs the weights that ${packageName} downloads; they can't be had: ${(error as Error).message} ` +
        'Check the network, or take another preset.',
    );
  }
}
