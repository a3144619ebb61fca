export { gru } from './gru.js';
export type { GruLayerOptions } from './gru.js';
export { lstm } from './lstm.js';
export type { LstmLayerOptions } from './lstm.js';
export { simpleRnn } from './simple-rnn.js';
export type { RecurrentLayerOptions } from './options.js';
export { orthogonal } from './orthogonal.js';
export type { Initializer, OrthogonalOptions } from './orthogonal.js';
