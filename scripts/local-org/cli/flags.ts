import { InvalidArgumentError, Option } from 'commander';

/** Username of the administrator that a new org is created with. */
export const DEFAULT_ADMIN = 'admin@local.org';
export const DEFAULT_PORT = 8080;

/** Flags that several commands share, so that they are spelled and explained alike. */
export const flags = {
  sourceDir: () => new Option('--source-dir <dir...>', 'SFDX source folders (default: the package directories of sfdx-project.json)'),
  definitionFile: () =>
    new Option(
      '--definition-file <file>',
      'scratch org definition with the features of the org (default: config/project-scratch-def.json of the project)',
    ),
  data: (fallback: string) => new Option('--data <file>', `data file (default: ${fallback})`),
  admin: () => new Option('--admin <username>', 'username of the administrator of a new org').default(DEFAULT_ADMIN),
  port: (text: string) => new Option('--port <n>', text).argParser(parsePort),
  user: () => new Option('--user <username>', 'act as this user (default: the administrator)'),
  logLevel: (text: string) =>
    new Option(
      '--log-level <levels>',
      `${text} at these levels by category, e.g. APEX_CODE=FINE,DB=INFO; not named: APEX_CODE and SYSTEM at DEBUG, the others at INFO`,
    ),
  json: () => new Option('--json', 'print one JSON document'),
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('A whole number of at least 1 is expected.');
  return count;
}

/** `NAME=URL`, given any number of times. */
export function parseNamedUrl(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, url] = /^([A-Za-z]\w*)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (name === undefined || url === undefined) throw new InvalidArgumentError('Give a name and an address: NAME=http://127.0.0.1:8090.');
  return { ...before, [name]: url };
}
