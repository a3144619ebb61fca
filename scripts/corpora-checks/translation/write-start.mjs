/**
 * Writes what keras.golden.py trains on: `node scripts/corpora-checks/translation/write-start.mjs DATA FOLDER`, with the
 * corpora in DATA. FOLDER gets the batches, each training's weights before the first step, and digests.json. Needs a build.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../load-package.mjs';
import { digestOf, idsOf, newModel, trainingBatches, trainings, weightsOf } from './trainings.mjs';

const [data, folder] = process.argv.slice(2);
const { encodeSafetensors } = await load('core');
const digests = {};

mkdirSync(folder, { recursive: true });
write('batches', idsOf(await trainingBatches(data), 200));
for (const name of Object.keys(trainings)) {
  const model = await newModel(name);
  write(name, weightsOf(model));
  model.dispose();
}
writeFileSync(join(folder, 'digests.json'), JSON.stringify(digests));

function write(name, arrays) {
  digests[name] = digestOf(arrays);
  writeFileSync(join(folder, `${name}.safetensors`), encodeSafetensors(arrays));
}
