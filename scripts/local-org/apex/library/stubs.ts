import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Java stubs of the platform's classes that come with the PMD engine; an independent statement of what exists. */
const JAR = fileURLToPath(
  new URL('../../../../node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/standard-types-65.0.0.jar', import.meta.url),
);
const ROOT = 'com.nawforce.runforce.';

/** A public member of a stub: `valueOf(String)` with `: Date`, or a property. */
export interface StubMember {
  readonly name: string;
  /** Canonical parameter types; null for properties. */
  readonly params: readonly string[] | null;
  readonly returns: string;
  readonly isStatic: boolean;
}

/** Why the stubs cannot be read here; undefined when they can. */
export function whyNoStubs(): string | undefined {
  if (!existsSync(JAR)) return 'the stub jar is not installed';
  try {
    execFileSync('javap', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no javap (JDK) on this machine';
  }
}

/** Class file of an Apex type: `Database.DMLOptions.EmailHeader` → `…Database.DMLOptions$EmailHeader`. */
function className(type: string): string {
  if (type === 'System.Object') return `${ROOT}Internal.Object$`;
  const [first, ...rest] = type.split('.');
  // Some packages of the stubs are in lower case.
  const namespace = ['AppLauncher', 'Cache', 'Dom', 'EventBus'].includes(first!) ? first!.toLowerCase() : first;
  return `${ROOT}${namespace}.${rest.join('$')}`;
}

/** Apex text of a Java type: `List<SObject>`, without `System.`. */
function apexType(java: string): string {
  return java
    .replaceAll(ROOT, '')
    .replaceAll('java.lang.Object', 'Object')
    .replaceAll(/Internal\.RecordSet\$</g, 'List<')
    .replaceAll('$', '.')
    .replaceAll(/\bSystem\./g, '')
    .replaceAll(' ', '');
}

function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const c of text) {
    if (c === '<') depth++;
    if (c === '>') depth--;
    if (c === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += c;
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

function parseMember(line: string, simpleName: string): StubMember | undefined {
  const match = /^ {2}public (.*?)(\S+?)(?:\((.*)\))?;$/.exec(line);
  if (!match) return undefined;
  const [, before, name, params] = match;
  const isStatic = /\bstatic\b/.test(before!);
  const returns = before!.replaceAll(/\b(?:static|final|abstract)\b/g, '').trim();
  const isConstructor = returns === '';
  // A trailing $ avoids names that Java's Object has.
  const plain = isConstructor ? simpleName : name!.replace(/\$$/, '');
  return {
    name: isConstructor ? '' : plain,
    params: params === undefined ? null : splitTypes(params).map(apexType),
    returns: isConstructor ? 'void' : apexType(returns),
    isStatic,
  };
}

/** Public members of the stubs of the given types; types without a stub are absent. */
export function readStubs(types: readonly string[]): Map<string, StubMember[]> {
  const stubs = new Map<string, StubMember[]>();
  const byClass = new Map(types.map((type) => [className(type), type]));
  // Missing classes make javap fail but it still prints the others.
  const text = javap([...byClass.keys()]);
  let members: StubMember[] | undefined;
  let simple = '';
  for (const line of text.split('\n')) {
    const head = /^public .*?\b(?:class|interface) ([\w.$]+)/.exec(line);
    if (head) {
      members = [];
      simple = head[1]!.slice(head[1]!.lastIndexOf('.') + 1);
      const type = byClass.get(head[1]!);
      if (type) stubs.set(type, members);
    } else {
      const member = parseMember(line, simple);
      if (member) members?.push(member);
    }
  }
  return stubs;
}

function javap(classes: readonly string[]): string {
  try {
    return execFileSync('javap', ['-public', '-cp', JAR, ...classes], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout } = error as { stdout?: unknown };
    return typeof stdout === 'string' ? stdout : '';
  }
}
