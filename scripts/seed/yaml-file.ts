import { readFileSync } from 'node:fs';

import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

import { SeedError } from './errors.ts';

/** Something wrong in a YAML file, at a place a person can jump to. */
export interface YamlProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A path into the document: keys and list positions. */
export type YamlPath = readonly (string | number)[];

/** A YAML file read against a schema; keeps the positions so that later checks can point at them too. */
export interface YamlFile<T> {
  readonly file: string;
  readonly data: T;
  /** The problem `message` at `path`, or at the nearest ancestor that exists in the file. */
  problem(path: YamlPath, message: string): YamlProblem;
}

/**
 * Reads one file. Syntax errors and schema violations are added to `problems`, all of them, not only the first.
 * @returns the file, or undefined when it has problems
 * @throws SeedError INVALID_DATA when the file cannot be read at all
 */
export function readYaml<T>(file: string, schema: z.ZodType<T>, problems: YamlProblem[]): YamlFile<T> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SeedError('INVALID_DATA', `${file}: cannot be read (${(error as Error).message}). Check the path and the rights on it.`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    problems.push({ file, line, column: col, message: error.message.split('\n')[0] ?? error.code });
  }
  if (document.errors.length > 0) return undefined;
  const problem = (path: YamlPath, message: string): YamlProblem => ({ file, ...position(document, lines, path), message });
  const result = schema.safeParse(document.toJS());
  if (result.success) return { file, data: result.data, problem };
  for (const issue of result.error.issues) {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    problems.push(problem(path, `${path.join('.') || 'file'}: ${issue.message}`));
  }
  return undefined;
}

function position(document: Document, lines: LineCounter, path: YamlPath): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

/** @throws SeedError INVALID_DATA listing every problem as `file:line:column message` */
export function assertNoProblems(problems: readonly YamlProblem[]): void {
  if (problems.length === 0) return;
  // a file that several scripts include is read once for each
  const unique = [...new Set(problems.map(({ file, line, column, message }) => `  ${file}:${line}:${column} ${message}`))];
  const list = unique.join('\n');
  throw new SeedError('INVALID_DATA', `${unique.length} problem(s) in the seed data; nothing was written:\n${list}`);
}
