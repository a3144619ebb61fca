export { registerRefrainBackend, useRefrain } from './register.js';
export { RefrainBackend } from './backend.js';
export { setThreadCount } from './runtime/thread-count.js';
