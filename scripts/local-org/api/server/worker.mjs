import { enableCompileCache, flushCompileCache } from 'node:module';

/** Entry of a worker thread. See cli.mjs for why this is JavaScript and what has to come first. */
enableCompileCache();
await import('./worker-loop.ts');
flushCompileCache();
