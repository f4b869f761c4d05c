import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { SourceComponent } from '@salesforce/source-deploy-retrieve';
import type { SourceProblem } from '../../metadata/index.ts';
import { filesOf, readComponents } from './components.ts';
import type { FilledPlace } from './deployed-source.ts';
import { isDone } from './messages.ts';
import { withProblems } from './problems.ts';
import type { DeployMessage } from './types.ts';

/**
 * Takes out of a place what cannot be deployed, so that the rest can: "If false, whatever actions can be performed without
 * errors are performed, and errors are returned for the remaining actions."
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm#deploy_options
 */
export class SoundPart {
  readonly #place: FilledPlace;
  readonly #before: string;

  /** Remembers the place's source; to be called before the package's components join it. */
  constructor(place: FilledPlace) {
    this.#place = place;
    this.#before = join(place.root, 'before');
    cpSync(place.source, this.#before, { recursive: true, preserveTimestamps: true });
  }

  /**
   * Takes back the components that have problems. When all problems are in what the package does not bring, what it changes
   * is to blame: first its Apex and what it deletes, which other components use most, then everything.
   * @returns the messages, with all that was taken back as failures
   */
  takeBack(messages: readonly DeployMessage[], problems: readonly SourceProblem[], at: string): DeployMessage[] {
    const errors = problems.filter(({ unsupported }) => unsupported !== true);
    const files = this.#filesByMessage(messages.filter(isDone));
    const own = errorsByMessage(files, errors);
    const blamed = own.size > 0 ? withoutFollowing(own) : mostUsed([...files.keys()]);
    const told = withProblems(messages, own.size > 0 ? blamed.flatMap((message) => own.get(message) ?? []) : errors, this.#place, at);
    const touched = new Set(blamed.flatMap((message) => this.#filesToTakeBack(message)));
    for (const file of touched) this.#restore(file);
    const isTakenBack = (message: DeployMessage) =>
      blamed.includes(message) || files.get(message)?.some((file) => touched.has(file)) === true;
    const problem = `Not deployed because of ${errors.map(({ file, message }) => `${basename(file)}: ${message}`).join('; ')}`;
    return told.map((message) => (isTakenBack(message) ? { ...message, success: false, problem, problemType: 'Error' } : message));
  }

  /** Removes what was remembered. */
  forget(): void {
    rmSync(this.#before, { recursive: true, force: true });
  }

  #filesByMessage(messages: readonly DeployMessage[]): Map<DeployMessage, string[]> {
    const present = readComponents(this.#place.source);
    const filesOfMessage = ({ componentType, fullName }: DeployMessage) => present.find(componentType, fullName).flatMap(ownFiles);
    return new Map(messages.map((message) => [message, filesOfMessage(message)]));
  }

  /** In the place, whether they are there or were: an object that the org had keeps its fields, a new one takes them with it. */
  #filesToTakeBack({ componentType, fullName, deleted }: DeployMessage): string[] {
    const remembered = readComponents(this.#before).find(componentType, fullName);
    const filesIn = deleted || remembered.length === 0 ? filesOf : ownFiles;
    return [
      ...readComponents(this.#place.source).find(componentType, fullName).flatMap(filesIn),
      ...remembered.flatMap(filesIn).map((file) => join(this.#place.source, relative(this.#before, file))),
    ];
  }

  #restore(file: string): void {
    const remembered = this.#remembered(file);
    if (existsSync(remembered)) cpSync(remembered, file, { preserveTimestamps: true });
    else rmSync(file, { force: true });
  }

  #remembered(file: string): string {
    return join(this.#before, relative(this.#place.source, file));
  }
}

/** Without those of components in files of their own: the fields of an object. */
function ownFiles(component: SourceComponent): string[] {
  if (component.type.strategies?.adapter !== 'decomposed') return filesOf(component);
  return component.xml === undefined ? [] : [component.xml];
}

function errorsByMessage(
  files: ReadonlyMap<DeployMessage, readonly string[]>,
  errors: readonly SourceProblem[],
): Map<DeployMessage, SourceProblem[]> {
  const found = new Map<DeployMessage, SourceProblem[]>();
  for (const [message, own] of files) {
    const ownErrors = errors.filter(({ file }) => own.includes(file));
    if (ownErrors.length > 0) found.set(message, ownErrors);
  }
  return found;
}

/** Without the components whose errors speak of another that has errors: they may be sound once that one is as it was. */
function withoutFollowing(errors: ReadonlyMap<DeployMessage, readonly SourceProblem[]>): DeployMessage[] {
  const names = [...errors.keys()].map(({ fullName }) => fullName);
  const follows = ([{ fullName }, own]: [DeployMessage, readonly SourceProblem[]]): boolean =>
    own.every(({ message }) => names.some((name) => name !== fullName && new RegExp(`\\b${RegExp.escape(name)}\\b`, 'i').test(message)));
  const roots = [...errors].filter((entry) => !follows(entry)).map(([message]) => message);
  return roots.length > 0 ? roots : [...errors.keys()];
}

/** What others use most: Apex and what is deleted; everything when there is none of it. */
function mostUsed(done: readonly DeployMessage[]): readonly DeployMessage[] {
  const used = done.filter(({ componentType, deleted }) => deleted || /^Apex(Class|Trigger)$/.test(componentType));
  return used.length > 0 ? used : done;
}
