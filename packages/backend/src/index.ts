export { registerRefrainBackend, useRefrain } from './register.js';
export { RefrainBackend } from './backend.js';
export { pickBackend } from './pick-backend/pick-backend.js';
export type { PickBackendOptions, PickedBackend, SkippedBackend } from './pick-backend/pick-backend.js';
export { backendChoices } from './pick-backend/choices.js';
export type { BackendChoice, BackendDetails } from './pick-backend/choices.js';
export { setThreadCount } from './runtime/thread-count.js';
