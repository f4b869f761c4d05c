/**
 * Prints docs/unsupported.md from what the library declares:
 *
 *     node scripts/local-org/testing/unsupported.ts > scripts/local-org/docs/unsupported.md
 */
import { unsupportedPage } from './corpora/unsupported-page.ts';

process.stdout.write(unsupportedPage());
