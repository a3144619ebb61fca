export { expectNoNewTensors } from './tensors.js';
export { expectClose } from './closeness.js';
export { numericGradient } from './numeric-gradient.js';
