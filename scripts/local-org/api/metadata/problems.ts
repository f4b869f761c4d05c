import { basename, dirname } from 'node:path';
import type { SourceComponent } from '@salesforce/source-deploy-retrieve';
import type { SourceProblem } from '../../metadata/index.ts';
import { filesOf, readComponents } from './components.ts';
import type { FilledPlace } from './deployed-source.ts';
import { emptyMessage, keyOf } from './messages.ts';
import type { DeployMessage } from './types.ts';

/**
 * The messages with every problem at its component: in the stead of the component's success, or as one more message
 * for a component that is not in the package and does not go with it. Lines are those of the file in source format.
 */
export function withProblems(
  messages: readonly DeployMessage[],
  problems: readonly SourceProblem[],
  place: FilledPlace,
  at: string,
): DeployMessage[] {
  const byFile = new Map<string, SourceComponent>();
  for (const component of readComponents(place.source).all) for (const file of filesOf(component)) byFile.set(file, component);
  const failed = problems.map((problem) => failure(problem, byFile.get(problem.file), messages, at));
  const keys = new Set(failed.filter((message) => message.problemType === 'Error').map(keyOf));
  return [...messages.filter((message) => !keys.has(keyOf(message))), ...failed];
}

function failure(
  problem: SourceProblem,
  component: SourceComponent | undefined,
  messages: readonly DeployMessage[],
  at: string,
): DeployMessage {
  const isWarning = problem.unsupported === true;
  const name = { componentType: component?.type.name ?? '', fullName: component?.fullName ?? basename(problem.file) };
  const own = messages.find((message) => keyOf(message) === keyOf(name));
  return {
    ...emptyMessage(at),
    ...name,
    fileName: own?.fileName ?? `${basename(dirname(problem.file))}/${basename(problem.file).replace(/-meta\.xml$/, '')}`,
    success: isWarning,
    problem: problem.message,
    problemType: isWarning ? 'Warning' : 'Error',
    warning: isWarning,
    lineNumber: problem.line,
    columnNumber: problem.column,
  };
}
