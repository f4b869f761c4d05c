import { enableCompileCache } from 'node:module';

/**
 * `npm run org`. Modules load faster from Node's compile cache, which has to be on before they are imported; and this file is
 * JavaScript, because what would strip its types takes a tenth of a second to load.
 */
enableCompileCache();
await import('./cli/main.ts');
