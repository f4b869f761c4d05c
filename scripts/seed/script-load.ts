import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { lintScript } from './script-lint.ts';
import { scriptSchema, sharedStepsSchema, type ScriptFile, type ScriptStep } from './script-schema.ts';
import { readYaml, type YamlFile, type YamlPath, type YamlProblem } from './yaml-file.ts';

/** A step with the place it was written at. */
export interface PlacedStep extends ScriptStep {
  problem(path: YamlPath, message: string): YamlProblem;
}

/** A script with the shared cards and stops it includes. */
export interface Script {
  readonly key: string;
  readonly version: number;
  readonly title: { readonly ru: string; readonly en: string };
  readonly callLists: readonly string[];
  readonly start: string;
  /** Own steps first, then the included ones, in file order. */
  readonly steps: readonly PlacedStep[];
  problem(path: YamlPath, message: string): YamlProblem;
}

/**
 * Reads and lints every script of a folder (`*.yaml`; shared parts in `shared/`).
 * Problems of all files go to `problems`; scripts with problems are left out.
 */
export function loadScripts(folder: string, problems: YamlProblem[]): Script[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((name) => {
    const file = readYaml<ScriptFile>(join(folder, name), scriptSchema, problems);
    const script = file && assemble(folder, file, problems);
    if (!script) return [];
    const found = lintScript(script);
    problems.push(...found);
    return found.length === 0 ? [script] : [];
  });
}

function assemble(folder: string, file: YamlFile<ScriptFile>, problems: YamlProblem[]): Script | undefined {
  const steps: PlacedStep[] = place(file, file.data.steps);
  for (const [index, name] of file.data.include.entries()) {
    const path = join(folder, 'shared', `${name}.yaml`);
    if (!existsSync(path)) {
      problems.push(file.problem(['include', index], `there is no shared file ${path}`));
      return undefined;
    }
    const shared = readYaml(path, sharedStepsSchema, problems);
    if (!shared) return undefined;
    steps.push(...place(shared, shared.data.steps));
  }
  const { key, version, title, callLists, start } = file.data;
  return { key, version, title, callLists, start, steps, problem: (path, message) => file.problem(path, message) };
}

function place(file: YamlFile<{ steps: ScriptStep[] }>, steps: readonly ScriptStep[]): PlacedStep[] {
  return steps.map((step, index) => ({
    ...step,
    problem: (path: YamlPath, message: string) => file.problem(['steps', index, ...path], message),
  }));
}
