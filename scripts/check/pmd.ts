/** Runs PMD's Apex rules over the package. A file PMD cannot parse yields no violations, so engine errors count as findings. */
import { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel, SeverityLevel, type EngineLogEvent } from '@salesforce/code-analyzer-core';
import { createEnginePlugin } from '@salesforce/code-analyzer-pmd-engine';

/** Rules this project decides otherwise on, with the reason. */
const ignored = new Map([
  ['ApexDoc', 'methods whose name says everything need no comment; public ones are reviewed by hand'],
  ['AvoidBooleanMethodParameters', 'data classes and controller methods carry the flags of a screen'],
  ['ExcessivePublicCount', 'a data class has a property for everything a screen shows'],
  ['ApexUnitTestClassShouldHaveRunAs', 'pure decision classes have no user'],
]);

const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.withDefaults());
const engineErrors: string[] = [];
analyzer.onEvent<EngineLogEvent>(EventType.EngineLogEvent, (event) => {
  if (event.logLevel <= LogLevel.Error) engineErrors.push(event.message);
});
await analyzer.addEnginePlugin(createEnginePlugin());
const workspace = await analyzer.createWorkspace(['force-app']);
const rules = await analyzer.selectRules(['pmd:Recommended:apex', 'pmd:Security:apex'], { workspace });
const results = await analyzer.run(rules, { workspace });
let findings = 0;
for (const violation of results.getViolations()) {
  if (ignored.has(violation.getRule().getName())) continue;
  if (violation.getRule().getSeverityLevel() > SeverityLevel.Moderate) continue;
  const place = violation.getPrimaryLocation();
  findings++;
  console.log(`${place.getFile() ?? ''}:${place.getStartLine() ?? ''} ${violation.getRule().getName()}: ${violation.getMessage()}`);
}
for (const error of engineErrors) console.log(`PMD: ${error}`);
console.log(`${rules.getCount()} rules, ${findings} findings, ${engineErrors.length} engine errors`);
process.exitCode = findings + engineErrors.length > 0 || rules.getCount() === 0 ? 1 : 0;
