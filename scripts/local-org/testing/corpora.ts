/**
 * Runs the Apex tests of other people's codebases and prints how far the local org carries them. It fetches nothing:
 * give it folders that are there.
 *
 *     node scripts/local-org/testing/corpora.ts name=folder[,folder…][+permissionSet,…][@definition] …
 *
 * The permission sets are those that the codebase's own instructions assign to the user who runs the tests; `*` stands for
 * all custom fields, which some give to the administrator's profile (`Admin`). The scratch org definition is a file that says
 * which features the org has, when the project of the codebase has none at the usual place.
 */
import { basename } from 'node:path';
import { openOrg } from '../api/index.ts';
import { describeProblem } from '../metadata/index.ts';
import { ALL_FIELDS, assignPermissionSets, folderOfAllFields } from './corpora/prepare.ts';
import { featuresOf, lineOf, markdownTable, type CorpusLine, type FeatureLine } from './corpora/summary.ts';

const USAGE = 'Usage: node scripts/local-org/testing/corpora.ts name=folder[,folder…][+permissionSet,…][@definition] …';

interface Corpus {
  readonly name: string;
  readonly folders: readonly string[];
  readonly permissionSets: readonly string[];
  readonly definitionFile: string | undefined;
}

const names = (text: string): string[] => text.split(',').filter((name) => name !== '');

function readCorpus(argument: string): Corpus {
  const [first = '', rest] = argument.split(/=(.*)/s);
  const [source = '', definitionFile] = (rest ?? first).split('@');
  const [folders = '', sets = ''] = source.split('+');
  return { name: rest === undefined ? basename(source) : first, folders: names(folders), permissionSets: names(sets), definitionFile };
}

function run({ name, folders, permissionSets, definitionFile }: Corpus): { line: CorpusLine; features: FeatureLine[] } {
  const extra = permissionSets.includes(ALL_FIELDS) ? folderOfAllFields(folders, definitionFile) : null;
  const sourceDirs = extra ? [...folders, extra.dir] : folders;
  const org = openOrg({
    sourceDirs,
    definitionFile,
    dataFile: ':memory:',
    adminUsername: 'admin@local.org',
    problems: 'report',
    onWarning: (problem) => console.error(`${name}: ${describeProblem(problem)}`),
  });
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
