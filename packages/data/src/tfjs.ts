export { toTfjsDataset } from './tfjs/to-tfjs-dataset.js';
export { sequenceTensors } from './tfjs/sequence-tensors.js';
export type { SequenceTensors } from './tfjs/sequence-tensors.js';
