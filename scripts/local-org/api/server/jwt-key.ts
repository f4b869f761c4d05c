import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATE_FOLDER } from './server-file.ts';

/**
 * The key that signs assertions of the JWT bearer flow, made once per project in `.local-org/jwt-key.pem` (mode 0600).
 * Its owner signs in with `sf org login jwt --jwt-key-file .local-org/jwt-key.pem`.
 * @returns the public key as PEM
 */
export function jwtPublicKey(projectDir: string): string {
  const file = join(projectDir, STATE_FOLDER, 'jwt-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    mkdirSync(join(projectDir, STATE_FOLDER), { recursive: true });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return createPublicKey(readFileSync(file, 'utf8')).export({ type: 'spki', format: 'pem' }).toString();
}
