export { fileStore } from './artifacts/file-store.js';
