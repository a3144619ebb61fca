import { ArtifactError, decodeSafetensors, encodeSafetensors } from '@refrain/core';
import type { NamedArray } from '@refrain/core';
import type { WeightSpecification } from '../char-rnn/weight-layout.js';
import type { NamedVariable } from '../named-variable.js';

/** The file of the weights, which Python's `safetensors` reads too. */
export const weightsName = 'weights.safetensors';

/** The bytes of `weights.safetensors`: every variable under its name. */
export async function encodeWeights(variables: readonly NamedVariable[]): Promise<Uint8Array> {
  const arrays = await Promise.all(
    variables.map(async ({ name, variable }): Promise<[string, NamedArray]> => {
      return [name, { shape: variable.shape, values: await variable.data<'float32'>() }];
    }),
  );
  return encodeSafetensors(new Map(arrays));
}

/**
 * Reads `weights.safetensors` for a model that needs exactly `expected`.
 *
 * @throws ArtifactError if the file is not whole, or names, shapes or types are not those that are expected
 */
export function decodeWeights(
  bytes: Uint8Array,
  artifact: string,
  expected: readonly WeightSpecification[],
): ReadonlyMap<string, Float32Array> {
  const arrays = decodeSafetensors(bytes, artifact);
  const values = new Map<string, Float32Array>();
  for (const { name, shape } of expected) {
    const found = arrays.get(name);
    if (found === undefined) throw mismatch(artifact, `an array ${name} of shape [${shape.join(', ')}]; there is none`);
    if (found.shape.join() !== shape.join() || !(found.values instanceof Float32Array)) {
      const kind = found.values instanceof Float32Array ? '' : ' of integers';
      const received = `it has shape [${found.shape.join(', ')}]${kind}`;
      throw mismatch(artifact, `the array ${name} to be 32-bit floats of shape [${shape.join(', ')}]; ${received}`);
    }
    values.set(name, found.values);
  }
  const unknown = [...arrays.keys()].find((name) => !values.has(name));
  if (unknown !== undefined) throw mismatch(artifact, `no array ${unknown}; there is one`);
  return values;
}

function mismatch(artifact: string, expectation: string): ArtifactError {
  const message = `expected in ${artifact} ${expectation}. Use the weights that were saved with this configuration.`;
  return new ArtifactError({ artifact, message });
}
