import { enableCompileCache } from 'node:module';

/** Entry of a thread of a test run. See cli.mjs for why this is JavaScript and what has to come first. */
enableCompileCache();
await import('./worker-loop.ts');
