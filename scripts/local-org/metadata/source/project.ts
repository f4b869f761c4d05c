import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PROJECT_FILE = 'sfdx-project.json';

/**
 * The namespace of the project that a source folder belongs to, in lower case; null when it has none.
 * https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_ws_config.htm
 */
export function projectNamespace(roots: readonly string[]): string | null {
  for (const root of roots) {
    for (let dir = root; ; dir = dirname(dir)) {
      const file = join(dir, PROJECT_FILE);
      if (existsSync(file)) {
        const namespace = namespaceIn(readFileSync(file, 'utf8'));
        if (namespace !== null) return namespace;
        break;
      }
      if (dirname(dir) === dir) break;
    }
  }
  return null;
}

/** A project file that is no JSON names no namespace: what reads the project for its folders reports it. */
function namespaceIn(text: string): string | null {
  try {
    const { namespace } = JSON.parse(text) as { namespace?: unknown };
    return typeof namespace === 'string' && namespace !== '' ? namespace.toLowerCase() : null;
  } catch {
    return null;
  }
}
