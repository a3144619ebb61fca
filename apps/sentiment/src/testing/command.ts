import { join } from 'node:path';
import { builtApp } from '@refrain/app-kit/testing';

/** The built command line. */
export const { run, runUntilKilled, start } = builtApp(join(__dirname, '..', '..', 'dist', 'cli.js'));
