import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { Connection } from 'jsforce';

import { SeedError } from './errors.ts';

const run = promisify(execFile);
const apiVersion = '65.0';

/**
 * Connects to an org.
 * @param org a URL (the token comes from SF_ACCESS_TOKEN or, on this machine, from the local org's own command) or an alias or username of the sf CLI
 * @throws SeedError NO_ORG with what to do; PRODUCTION_ORG unless `allowProduction`
 */
export async function connect(org: string, allowProduction: boolean): Promise<Connection> {
  const isUrl = /^https?:\/\//.test(org);
  const { instanceUrl, accessToken } = isUrl ? { instanceUrl: org, accessToken: await token(org) } : await fromCli(org);
  const connection = new Connection({ instanceUrl: instanceUrl.replace(/\/+$/, ''), accessToken, version: apiVersion });
  let organization: { IsSandbox?: boolean; OrganizationType?: string } | undefined;
  try {
    organization = (await connection.query<{ IsSandbox: boolean }>('SELECT Id, IsSandbox FROM Organization')).records[0];
  } catch (error) {
    throw new SeedError(
      'NO_ORG',
      `${instanceUrl} does not answer as an org: ${(error as Error).message}. Is it started, and is the token still valid?`,
      {
        cause: error,
      },
    );
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(instanceUrl).hostname);
  if (!local && organization?.IsSandbox !== true && !allowProduction) {
    throw new SeedError(
      'PRODUCTION_ORG',
      `${instanceUrl} is a production org and the demo data is invented. Seed a sandbox or a scratch org, or repeat with --allow-production.`,
    );
  }
  return connection;
}

async function token(url: string): Promise<string> {
  const given = process.env['SF_ACCESS_TOKEN'];
  if (given) return given;
  const { port } = new URL(url);
  try {
    const { stdout } = await run(process.execPath, ['scripts/local-org/cli.mjs', 'token', '--port', port || '80']);
    return stdout.trim();
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new SeedError('NO_ORG', `No access token for ${url}: ${reason}. Set SF_ACCESS_TOKEN, or start the local org with "npm start".`, {
      cause: error,
    });
  }
}

async function fromCli(alias: string): Promise<{ instanceUrl: string; accessToken: string }> {
  try {
    const { stdout } = await run('sf', ['org', 'display', '--target-org', alias, '--json'], {
      env: { ...process.env, SF_TEMP_SHOW_SECRETS: 'true' },
    });
    const { result } = JSON.parse(stdout) as { result: { instanceUrl: string; accessToken: string } };
    return result;
  } catch (error) {
    throw new SeedError('NO_ORG', `The sf CLI knows no org "${alias}". Log in with "sf org login web --alias ${alias}" or give a URL.`, {
      cause: error,
    });
  }
}
