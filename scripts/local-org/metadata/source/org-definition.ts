import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceError } from '../errors.ts';
import type { SourceProblem } from '../source-tree.ts';

/** Features that the local org has only when a definition asks for them. */
export type OrgFeature = 'Communities' | 'PersonAccounts';

/** What a scratch org definition file asks for. */
export interface OrgDefinition {
  readonly features: ReadonlySet<OrgFeature>;
  /** Features it asks for that the local org does not have. */
  readonly problems: readonly SourceProblem[];
}

const ON_REQUEST: readonly OrgFeature[] = ['Communities', 'PersonAccounts'];

/** Features without which nothing is missing: the local org always has what they stand for, or they only raise a limit. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(
  `api authorapex debugapex enablesetpasswordinapi forcecomplatform platformcache providerfreeplatformcache servicecloud
  lightningsalesconsole lightningserviceconsole customapps customtabs maxapexcodesize maxcustomlabels addcustomapps addcustomobjects
  addcustomrelationships addcustomtabs addhistoryfieldsperentity walkthroughs`.split(/\s+/),
);

/** Settings that change the data model, by the feature they turn on. */
const SETTINGS: Readonly<Record<string, string>> = {
  'communitiesSettings.enableNetworksEnabled': 'Communities',
  'accountSettings.enableAccountTeams': 'AccountTeams',
  'accountSettings.enableRelateContactToMultipleAccounts': 'ContactsToMultipleAccounts',
  'currencySettings.enableMultiCurrency': 'MultiCurrency',
  'nameSettings.enableMiddleName': 'middle names',
  'nameSettings.enableNameSuffix': 'name suffixes',
  'opportunitySettings.enableOpportunityTeam': 'OpportunityTeam',
};

const PROJECT_FILE = 'sfdx-project.json';
const DEFINITION_FILE = join('config', 'project-scratch-def.json');

/** The definition file of the first project that one of the source folders belongs to; undefined when there is none. */
export function definitionBeside(roots: readonly string[]): string | undefined {
  for (const root of roots) {
    for (let dir = root; ; dir = dirname(dir)) {
      if (existsSync(join(dir, PROJECT_FILE))) {
        const file = join(dir, DEFINITION_FILE);
        if (existsSync(file)) return file;
        break;
      }
      if (dirname(dir) === dir) break;
    }
  }
  return undefined;
}

/**
 * Reads a scratch org definition file: the features it names and the settings that stand for features.
 * https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_scratch_orgs_def_file.htm
 * @throws SourceError when there is no such file, or it is not JSON
 */
export function readDefinition(file: string): OrgDefinition {
  const { features = [], settings = {} } = parse(file);
  const asked = [...features.filter((name) => typeof name === 'string'), ...settingsTurnedOn(settings)];
  const found = new Map(asked.map((name) => [name.split(':')[0]!.toLowerCase(), name.split(':')[0]!]));
  const known = ON_REQUEST.filter((name) => found.delete(name.toLowerCase()));
  const missing = [...found].filter(([key]) => !ALWAYS_THERE.has(key)).map(([, name]) => name);
  return {
    features: new Set(known),
    problems: missing.map((name) => ({ file, line: 1, message: `The local org does not have the feature ${name}`, unsupported: true })),
  };
}

interface DefinitionFile {
  readonly features?: readonly unknown[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

function parse(file: string): DefinitionFile {
  try {
    const { features, settings } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return {
      ...(Array.isArray(features) ? { features } : {}),
      ...(typeof settings === 'object' && settings !== null ? { settings: settings as DefinitionFile['settings'] & object } : {}),
    };
  } catch (error) {
    throw new SourceError([{ file, message: `The definition file cannot be read: ${(error as Error).message}` }]);
  }
}

/** Settings are spelled in lower or upper camel case. */
function settingsTurnedOn(settings: Readonly<Record<string, unknown>>): string[] {
  const groups = new Map(Object.entries(settings).map(([name, group]) => [name.toLowerCase(), group]));
  return Object.entries(SETTINGS).flatMap(([path, feature]) => {
    const [group = '', name = ''] = path.split('.');
    const values = groups.get(group.toLowerCase()) as Readonly<Record<string, unknown>> | undefined;
    return values?.[name] === true || values?.[name] === 'true' ? [feature] : [];
  });
}
