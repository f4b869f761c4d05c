import { enableCompileCache, flushCompileCache } from 'node:module';

/**
 * Entry of a worker thread. Modules load faster from Node's compile cache, which has to be on before they are imported.
 */
enableCompileCache();
await import('./worker-loop.ts');
flushCompileCache();
