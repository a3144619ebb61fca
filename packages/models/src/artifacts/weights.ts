import { ArtifactError, decodeSafetensors, encodeSafetensors, sha256 } from '@refrain/core';
import type { NamedArray, NamedArrays } from '@refrain/core';
import type { WeightSpecification } from '../weight-specification.js';
import type { NamedVariable } from '../named-variable.js';

/** The file of the weights, which Python's `safetensors` reads too. */
export const weightsName = 'weights.safetensors';

const hashKey = 'sha256';

/** The bytes of `weights.safetensors`: every variable under its name, and in the metadata their hash. */
export async function encodeWeights(variables: readonly NamedVariable[]): Promise<Uint8Array> {
  const entries = variables.map(async ({ name, variable }): Promise<[string, NamedArray]> => {
    return [name, { shape: variable.shape, values: await variable.data<'float32'>() }];
  });
  const arrays = new Map(await Promise.all(entries));
  return encodeSafetensors(arrays, { [hashKey]: await hashOf(arrays) });
}

/**
 * Reads `weights.safetensors` for a model that needs exactly `expected`; a file without a hash, from Python, is taken
 * as it is.
 *
 * @throws ArtifactError if the file is not whole or was changed, or names, shapes or types are not those expected
 */
export async function decodeWeights(
  bytes: Uint8Array,
  artifact: string,
  expected: readonly WeightSpecification[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const arrays = decodeSafetensors(bytes, artifact);
  const hash = statedHash(bytes);
  if (hash !== undefined && hash !== (await hashOf(arrays))) {
    const message = `expected the weights of ${artifact} to have the SHA-256 that its metadata states; they were changed. Use another copy of the file.`;
    throw new ArtifactError({ artifact, message });
  }
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

/** The hash of names, shapes and values: of the file as it is without metadata. */
function hashOf(arrays: NamedArrays): Promise<string> {
  return sha256(encodeSafetensors(arrays));
}

/** The hash in the header of a file that {@link decodeSafetensors} has checked. */
function statedHash(bytes: Uint8Array): unknown {
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  return header.__metadata__?.[hashKey];
}

function mismatch(artifact: string, expectation: string): ArtifactError {
  const message = `expected in ${artifact} ${expectation}. Use the weights that were saved with this configuration.`;
  return new ArtifactError({ artifact, message });
}
