/**
 * Runs the Apex tests of other people's codebases and prints how far the local org carries them. It fetches nothing:
 * give it folders that are there.
 *
 *     node scripts/local-org/testing/corpora.ts name=folder[,folder…] …
 */
import { basename } from 'node:path';
import { openOrg } from '../api/index.ts';
import { featuresOf, lineOf, markdownTable, type CorpusLine, type FeatureLine } from './corpora/summary.ts';

const USAGE = 'Usage: node scripts/local-org/testing/corpora.ts name=folder[,folder…] …';

interface Corpus {
  readonly name: string;
  readonly folders: readonly string[];
}

function readCorpus(argument: string): Corpus {
  const [first = '', rest] = argument.split(/=(.*)/s);
  const folders = (rest ?? first).split(',').filter((folder) => folder !== '');
  return { name: rest === undefined ? basename(first) : first, folders };
}

function run({ name, folders }: Corpus): { line: CorpusLine; features: FeatureLine[] } {
  const org = openOrg({ sourceDirs: folders, dataFile: ':memory:', adminUsername: 'admin@local.org', problems: 'report' });
  try {
    const report = org.runTests(org.adminId, []);
    return { line: lineOf(name, report), features: featuresOf(name, report) };
  } finally {
    org.close();
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
