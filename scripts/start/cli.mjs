import { enableCompileCache, flushCompileCache } from 'node:module';

/** `npm start`. See scripts/local-org/cli.mjs for why this is JavaScript. */
enableCompileCache();
await import('./start.ts');
flushCompileCache();
