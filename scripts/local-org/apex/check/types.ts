import type { SObjectDef } from '../../metadata/types.ts';
import type { NativeType } from '../types/registry.ts';
import type { ClassSymbol } from './symbols.ts';

/** What an {@link ApexType} stands for, besides its name. */
export interface TypeFacts {
  /** Platform types, primitives and collections. */
  readonly native?: NativeType;
  readonly user?: ClassSymbol;
  /** A concrete SObject type. The generic `SObject` is the native type of that name. */
  readonly sobject?: SObjectDef;
  /** The result of a query before it is assigned: converts to a list or to one record. */
  readonly records?: boolean;
  /** A platform type the library does not have. */
  readonly unsupported?: boolean;
}

/** A type of the program. Created once per canonical name by the universe, so `===` compares. */
export class ApexType {
  /** Canonical text as run-time code sees it: `List<Account>`, `Outer.Inner`, `Database.SaveResult`. */
  readonly name: string;
  readonly key: string;
  readonly args: readonly ApexType[];
  readonly native: NativeType | undefined;
  readonly user: ClassSymbol | undefined;
  readonly sobject: SObjectDef | undefined;
  readonly records: boolean;

  constructor(name: string, args: readonly ApexType[] = [], facts: TypeFacts = {}) {
    this.name = name;
    this.key = facts.unsupported ? `unknown ${name}` : name.toLowerCase();
    this.args = args;
    this.native = facts.native;
    this.user = facts.user;
    this.sobject = facts.sobject;
    this.records = facts.records ?? false;
  }

  /** Lower-cased name without arguments: `list`, `map`, `integer`. */
  get head(): string {
    const at = this.key.indexOf('<');
    return at < 0 ? this.key : this.key.slice(0, at);
  }

  /** The platform type of one of these names: a class or an object that is called so is not meant. */
  is(...heads: string[]): boolean {
    return this.user === undefined && this.sobject === undefined && heads.includes(this.head);
  }

  get isNumber(): boolean {
    return this.is('integer', 'long', 'double', 'decimal');
  }

  /** Nothing is known about the type: its declaration is wrong, or it is a platform type the library lacks. */
  get isUnknown(): boolean {
    return this.key.startsWith('unknown');
  }

  get isVoid(): boolean {
    return this.key === 'void';
  }

  get isNull(): boolean {
    return this.key === 'null';
  }

  /** A concrete SObject or the generic one. */
  get isSObject(): boolean {
    return this.sobject !== undefined || this.key === 'sobject' || this.key === 'aggregateresult';
  }

  get isInterface(): boolean {
    return this.user ? this.user.kind === 'interface' : this.native?.kind === 'interface';
  }

  get isEnum(): boolean {
    return this.user ? this.user.kind === 'enum' : this.native?.kind === 'enum';
  }
}
