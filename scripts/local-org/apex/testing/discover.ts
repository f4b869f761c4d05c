import { hasAnnotation, type MethodSymbol } from '../check/index.ts';
import type { CompiledApex } from '../compile.ts';
import { parseApex, type MemberDecl, type Modifiers } from '../syntax/index.ts';
import type { SourceTree } from '../../metadata/index.ts';

/** A test class that compiles. */
export interface TestClass {
  readonly name: string;
  readonly file: string;
  readonly setups: readonly MethodSymbol[];
  readonly tests: readonly MethodSymbol[];
}

/** A test that cannot run because its class does not compile. */
export interface BrokenTest {
  readonly className: string;
  readonly method: string;
  readonly message: string;
}

/** Chooses among tests: `Class` or `Class.method`, ignoring case; none means all. */
export type TestFilter = (className: string, method: string) => boolean;

export function testFilter(names: readonly string[]): TestFilter {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return (className, method) =>
    wanted.size === 0 || wanted.has(className.toLowerCase()) || wanted.has(`${className}.${method}`.toLowerCase());
}

function isTestMethod(modifiers: Modifiers): boolean {
  return hasAnnotation(modifiers, 'istest') || modifiers.words.has('testmethod');
}

/** Test classes in order of their names. */
export function findTests(compiled: CompiledApex, filter: TestFilter): TestClass[] {
  const found: TestClass[] = [];
  for (const { top, source } of compiled.program.units) {
    const methods = [...top.methods.values()].flat().filter((method) => method.isStatic);
    const tests = methods.filter((method) => isTestMethod(method.decl.modifiers) && filter(top.name, method.name));
    if (tests.length === 0) continue;
    const setups = methods.filter((method) => hasAnnotation(method.decl.modifiers, 'testsetup'));
    found.push({ name: top.name, file: source.file, setups, tests });
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Tests in files that do not compile; a file with syntax errors counts as one. */
export function findBrokenTests(compiled: CompiledApex, source: SourceTree, filter: TestFilter): BrokenTest[] {
  const sound = new Set(compiled.program.units.map((unit) => unit.source.file));
  const broken: BrokenTest[] = [];
  for (const cls of source.classes) {
    if (sound.has(cls.file) || !/@istest|testmethod/i.test(cls.body)) continue;
    const problem = compiled.problems.find((one) => one.file === cls.file);
    const message = problem ? `line ${problem.line}, column ${problem.column}: ${problem.message}` : 'The class does not compile';
    const { unit } = parseApex('class', cls.file, cls.body);
    const members: readonly MemberDecl[] = unit?.kind === 'class' ? unit.members : [];
    const methods = members.flatMap((member) => (member.kind === 'method' && isTestMethod(member.modifiers) ? [member.name] : []));
    for (const method of unit ? methods : ['']) if (filter(cls.name, method)) broken.push({ className: cls.name, method, message });
  }
  return broken;
}
