/**
 * Installs the tool chain when needed. Runs before `npm start` and `npm test` on whatever Node the machine has (20 or newer) and
 * uses nothing but Node itself; everything after it runs on the Node that the lock file pins.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cache', 'call-guide', 'installed');
const lock = join(root, 'package-lock.json');

function fail(message) {
  console.error(`\nSet-up stopped: ${message}\n`);
  process.exit(1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) fail(`Node ${process.versions.node} is too old. Install Node 20 or newer, then run the command again.`);
if (!existsSync(lock)) fail('package-lock.json is missing. Restore it with "git checkout package-lock.json".');

const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
const done = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (done !== wanted) {
  console.log('Installing the tool chain (once, about two minutes)…');
  const started = Date.now();
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.error) fail(`npm could not be started (${result.error.message}). Install npm, then run the command again.`);
  if (result.status !== 0) {
    fail('"npm ci" failed; the reason is above. Usual causes: no connection to the package registry, no free disk space (2 GB needed).');
  }
  try {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  } catch (error) {
    fail(`cannot write ${stamp}: ${error.message}. Check the free disk space and the rights on the folder.`);
  }
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
