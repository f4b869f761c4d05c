import { enableCompileCache, flushCompileCache } from 'node:module';

/** `npm start`. Modules load faster from Node's compile cache, which has to be on before they are imported. */
enableCompileCache();
await import('./start.ts');
flushCompileCache();
