export { progressBar } from './progress/progress-bar.js';
export type { ProgressBar, ProgressBarOptions } from './progress/progress-bar.js';
