import { join } from 'node:path';
import { builtApp } from '@refrain/app-kit/testing';

/** The built command line. */
export const app = builtApp(join(__dirname, '..', '..', 'dist', 'cli.js'));
export const { run, start } = app;
