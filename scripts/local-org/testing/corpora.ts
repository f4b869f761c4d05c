/**
 * Runs the Apex tests of other people's codebases and prints how far the local org carries them. It fetches nothing:
 * give it folders that are there.
 *
 *     node scripts/local-org/testing/corpora.ts name=folder[,folder…][+permissionSet,…] …
 *
 * The permission sets are those that the codebase's own instructions assign to the user who runs the tests; `*` stands for
 * all custom fields, which some give to the administrator's profile (`Admin`).
 */
import { basename } from 'node:path';
import { openOrg } from '../api/index.ts';
import { ALL_FIELDS, assignPermissionSets, folderOfAllFields } from './corpora/prepare.ts';
import { featuresOf, lineOf, markdownTable, type CorpusLine, type FeatureLine } from './corpora/summary.ts';

const USAGE = 'Usage: node scripts/local-org/testing/corpora.ts name=folder[,folder…][+permissionSet,…] …';

interface Corpus {
  readonly name: string;
  readonly folders: readonly string[];
  readonly permissionSets: readonly string[];
}

const names = (text: string): string[] => text.split(',').filter((name) => name !== '');

function readCorpus(argument: string): Corpus {
  const [first = '', rest] = argument.split(/=(.*)/s);
  const [folders = '', sets = ''] = (rest ?? first).split('+');
  return { name: rest === undefined ? basename(first) : first, folders: names(folders), permissionSets: names(sets) };
}

function run({ name, folders, permissionSets }: Corpus): { line: CorpusLine; features: FeatureLine[] } {
  const extra = permissionSets.includes(ALL_FIELDS) ? folderOfAllFields(folders) : null;
  const sourceDirs = extra ? [...folders, extra.dir] : folders;
  const org = openOrg({ sourceDirs, dataFile: ':memory:', adminUsername: 'admin@local.org', problems: 'report' });
  try {
    assignPermissionSets(org, permissionSets);
    const report = org.runTests(org.adminId, []);
    return { line: lineOf(name, report), features: featuresOf(name, report) };
  } finally {
    org.close();
    extra?.remove();
  }
}

const corpora = process.argv.slice(2).map(readCorpus);
if (corpora.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const results = corpora.map(run);
  console.log(markdownTable(results.map(({ line }) => line)));
  const features = results.flatMap((result) => result.features);
  if (features.length > 0) console.log(`\nUnsupported, by feature\n\n${markdownTable(features)}`);
}
