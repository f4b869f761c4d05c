/** Checks of the package that no other tool makes. Prints every finding; exit code 1 when there is one. */
import { describeProblem, loadSource } from '../local-org/metadata/index.ts';
import { deployable } from './deployable.ts';
import { descriptions } from './descriptions.ts';
import { fileSizes, fullNames, metaFiles, noTextInCode, noTextInTemplates, packageFolder, wellFormedXml } from './files.ts';
import type { Rule } from './finding.ts';
import { references } from './references.ts';
import { reports } from './reports.ts';
import { translations } from './translations.ts';

const source = loadSource([packageFolder]);
const readable: Rule = {
  name: 'the source can be read',
  find: () => source.problems.map((problem) => ({ file: problem.file, message: describeProblem(problem) })),
};
const rules: readonly Rule[] = [
  wellFormedXml,
  readable,
  metaFiles,
  fullNames,
  descriptions(source),
  translations(source),
  references(source),
  reports(source),
  noTextInCode,
  noTextInTemplates,
  fileSizes,
  deployable,
];

let failed = false;
for (const rule of rules) {
  const findings = await rule.find();
  console.log(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${rule.name}`);
  for (const { file, message } of findings) console.log(`       ${file} ${message}`);
  failed ||= findings.length > 0;
}
process.exitCode = failed ? 1 : 0;
