export { registerRefrainBackend, useRefrain } from './register.js';
export { RefrainBackend } from './backend.js';
export { pickBackend } from './pick-backend.js';
export type { BackendChoice, PickBackendOptions, PickedBackend } from './pick-backend.js';
export { setThreadCount } from './runtime/thread-count.js';
