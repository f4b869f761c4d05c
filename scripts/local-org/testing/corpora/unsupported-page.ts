import { nativeTypes } from '../../apex/library/index.ts';
import { platformNames } from '../../apex/types/platformNames.ts';
import { markdownTable } from './summary.ts';

/** What is not named by a type or member of Apex. */
const FEATURES: readonly (readonly [feature: string, instead: string])[] = [
  [
    'Screens and waits of flows, scheduled and asynchronous paths',
    'An element that is not done is refused by its name when an interview comes to it; autolaunched flows that Apex, records or platform events start run. A test that fails after it has saved records that start a flow with paths that run later counts as unsupported. Flows that a schedule starts never do',
  ],
  ['Processes, workflow rules, approval processes', 'Metadata is read over'],
  ['`FOR VIEW` and `FOR REFERENCE`', 'Read over: nobody notes what a user has seen'],
  ['Standard actions', '`Invocable.Action.createStandardAction` is refused when it is invoked; Apex actions run'],
  ['Heap', '`Limits.getHeapSize()` is measured in steps of 2 MB: what a small transaction holds reads as 0'],
  ['Rows that only the platform makes', '`ContentDistribution` has none; a test that fails after it found none counts as unsupported'],
  [
    '`PlatformEventSubscriberConfig`',
    'Read over: triggers of platform events run as the user of automated processes, 2,000 events at once',
  ],
  ['ConnectApi', 'In tests without `SeeAllData` its methods throw as on the platform, otherwise they are refused'],
  [
    'Clauses of SOSL',
    '`WITH DATA CATEGORY`, `DIVISION`, `HIGHLIGHT`, `METADATA`, `NETWORK`, `PRICEBOOKID` and `SNIPPET`, `USING LISTVIEW` and `UPDATE` are refused. Words are found as they are written: no synonyms, no other forms, nothing corrected',
  ],
  [
    'DataWeave',
    'Modules outside of `dw::core`, `dw::Crypto` and `dw::Runtime`, and Excel, YAML, Avro, Protobuf and flat files are errors that name them',
  ],
  ['Visualforce page bodies', 'Pages can be named and their controllers run; no markup is rendered'],
  [
    'Experience Cloud sites',
    'No request comes through a site: `Network.getNetworkId()` is null, `Site.login` and its kin answer that nobody signed in or registered. What only a site has is refused. Licenses and profiles of external users are there when the scratch org definition asks for `Communities`; such users are checked like internal ones',
  ],
  [
    'Visualforce components made by Apex',
    'Trees of components of the platform and of the source; `expressions`, `facets` and attributes that the local org does not list are refused',
  ],
  [
    'Duplicate rules',
    'Saves are not checked; looking for duplicates is refused where the source has an active rule, and an error without one',
  ],
  [
    'Tabs of the platform',
    '`Schema.describeTabs()` describes the apps of the source; there are no standard apps, colours, or icons older than Lightning',
  ],
  [
    'Several currencies, divisions, state and country picklists, contacts of several accounts, middle names',
    'An org without these features: their fields do not exist. A scratch org definition that asks for them is warned about',
  ],
  [
    'Person accounts',
    'An org has them when its scratch org definition asks for `PersonAccounts`. Merging them, changing the kind of an account, deleting the contact alone and converting leads into existing ones is refused; roll-up summaries and geolocations of contacts are not on the account; validation rules of contacts and change events of the contact leave them out',
  ],
  ['Managed packages and namespaces', 'Everything belongs to the org itself'],
  ['Big objects', 'Their types exist and have no rows; saving one is refused'],
  ['External objects', 'Their metadata is reported as unknown'],
  [
    'Change events',
    'Triggers are their only subscribers; each changed record has an event of its own, changes of one transaction are not merged. In tests those that are rolled back to a savepoint are told of all the same',
  ],
  ['Deployments from Apex', '`Metadata.Operations.enqueueDeployment` is refused outside of tests, layouts everywhere'],
  ['Callouts of classes made from a WSDL', '`WebServiceCallout.invoke` asks the mock of a test; outside of tests it is refused'],
  ['Holidays', 'They are records; no business hours observe them'],
  ['Cancelled deployments', 'A deployment notices between its steps; tests that have begun run to their end'],
];

interface MissingMember {
  readonly type: string;
  readonly members: string;
}

/** `static login(String name): void` → `login` */
const methodName = (signature: string): string => /(\w+)\(/.exec(signature)?.[1] ?? signature;

function missingMembers(): MissingMember[] {
  return nativeTypes
    .map((spec) => ({ name: spec.name, missing: [...(spec.unsupported ?? []), ...(spec.refused ?? []).map(methodName)] }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ name, missing }) => ({ type: name, members: [...new Set(missing)].map((member) => `\`${member}\``).join(', ') }))
    .sort((a, b) => a.type.localeCompare(b.type));
}

/** Types the checker knows by name only; of a namespace those without a single type. */
function missingTypes(): string[] {
  const known = new Set(nativeTypes.flatMap(({ name }) => [name.toLowerCase(), name.toLowerCase().replace(/^system\./, '')]));
  const namespaces = new Set(nativeTypes.map(({ name }) => name.split('.')[0]!.toLowerCase()));
  const missing = platformNames().filter((name) => !known.has(name.toLowerCase()) && !namespaces.has(name.toLowerCase()));
  return [...new Set(missing)].sort((a, b) => a.localeCompare(b));
}

/** The text of docs/unsupported.md. */
export function unsupportedPage(): string {
  const features = FEATURES.map(([feature, instead]) => ({ feature, 'what happens': instead }));
  return `# What the local org does not do

Whatever is not implemented is refused by name: code that uses it compiles, and running it throws \`UnsupportedFeatureError\`; a test
that meets it ends as *Unsupported*, not as passed or failed. This page is made from what the library declares:
\`node scripts/local-org/testing/unsupported.ts > scripts/local-org/docs/unsupported.md\`. How far public codebases run is shown by
\`node scripts/local-org/testing/corpora.ts name=folder …\`.

## Features

${markdownTable(features)}

## Types and namespaces known by name only

${missingTypes()
  .map((name) => `\`${name}\``)
  .join(', ')}

## Members that are refused

${missingMembers()
  .map(({ type, members }) => `- ${type}: ${members}`)
  .join('\n')}
`;
}
