import { enableCompileCache } from 'node:module';

/** `npm run org`. Modules load faster from Node's compile cache, which has to be on before they are imported. */
enableCompileCache();
await import('./cli/main.ts');
