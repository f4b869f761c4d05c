/** A field or property of a user-defined class, for JSON, String.valueOf and reflection. */
export interface ClassMember {
  /** As declared. */
  readonly name: string;
  /** Property of the JavaScript object that holds the value; absent for computed properties. */
  readonly slot: string | null;
  /** Property of the JavaScript object that holds what the accessors keep; jobs carry it. */
  readonly backing: string;
  /** Canonical type name, e.g. `List<Account>`. */
  readonly type: string;
  readonly transient: boolean;
  readonly access: 'private' | 'protected' | 'public' | 'global';
  readonly auraEnabled: boolean;
  /** Present for properties with accessor blocks. */
  readonly get?: (self: unknown) => unknown;
  readonly set?: (self: unknown, value: unknown) => void;
}

/** Run-time description of a user-defined class. */
export interface ClassInfo {
  /** `Outer.Inner` */
  readonly name: string;
  /** Name in the default text of an object, where it is not {@link name}. */
  readonly shownAs?: string;
  readonly superInfo: ClassInfo | null;
  /** Lower-cased canonical names of this type, its super types and all its interfaces. */
  readonly ancestors: ReadonlySet<string>;
  /** Instance fields and properties, super class first. */
  readonly members: readonly ClassMember[];
  readonly abstract: boolean;
  /** Methods by lower-cased name and number of parameters, `execute/1`, or parameter types, `execute(queueablecontext)` → property of the prototype. */
  readonly methods: ReadonlyMap<string, string>;
}

let identities = 0;

/**
 * Base of every Apex object that is no primitive, collection or SObject: instances of user-defined classes
 * (generated code sets `$class` on the prototype) and library classes such as `System.Http` (they override `typeName`).
 */
export class ApexObject {
  /** Set on the prototype by generated code; undefined for library classes. */
  declare readonly $class: ClassInfo | undefined;
  #identity: number | undefined;

  /** Canonical type name: `Outer.Inner` or `HttpRequest` (without `System.`), `Database.SaveResult`. */
  get typeName(): string {
    return this.$class?.name ?? this.constructor.name;
  }

  /** `==` and collection membership; generated code overrides it when the class declares `equals(Object)`. */
  apexEquals(other: unknown): boolean {
    return this === other;
  }

  /** Overridden when the class declares `hashCode()`. */
  apexHashCode(): number {
    this.#identity ??= ++identities;
    return this.#identity;
  }

  /** `toString()` of the class, `null` as text; null when it has none and the default text (`Name:[field=value]`) applies. */
  apexToString(): string | null {
    return null;
  }
}

/** Base of library classes that stand for several types of Apex: an object knows its own. */
export class NamedObject extends ApexObject {
  readonly #typeName: string;

  constructor(typeName: string) {
    super();
    this.#typeName = typeName;
  }

  override get typeName(): string {
    return this.#typeName;
  }
}

/** A value of a user-defined or platform enum. One object per value, so `===` compares. */
export class ApexEnum {
  readonly typeName: string;
  readonly name: string;
  readonly ordinal: number;

  constructor(typeName: string, name: string, ordinal: number) {
    this.typeName = typeName;
    this.name = name;
    this.ordinal = ordinal;
  }

  toString(): string {
    return this.name;
  }
}

/** Creates the values of an enum in order. */
export function enumValues(typeName: string, names: readonly string[]): ApexEnum[] {
  return names.map((name, ordinal) => new ApexEnum(typeName, name, ordinal));
}
