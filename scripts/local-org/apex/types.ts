/**
 * How the Apex standard library is declared, so the checker and the code generator read the same table.
 *
 * Runtime representation of Apex values in generated JavaScript
 * - null: `null` (never undefined) · Boolean: boolean · String, Id: string (Id always 18 characters)
 * - Integer: number (int32) · Long: bigint
 * - Double: number while the static type is Double; `ApexDouble` wherever the static type is Object or a
 *   type parameter (collections, casts), as Java boxes
 * - Decimal, Date, Datetime, Time, Blob: immutable classes in `runtime/values`
 * - List, Set, Map: classes in `runtime/collections`; they carry their element types
 * - type names handed around at run time (element types of collections …) are strings without spaces and without
 *   `System.`: `Integer`, `List<Account>`, `Map<Id,Account>`, `Outer.Inner`, `Database.SaveResult`, `Schema.SObjectType`
 * - SObject: `ApexSObject` in `runtime/sobject` · enum value: `ApexEnum` · exceptions: `ApexException`
 * - everything else: a subclass of `ApexObject`
 *
 * Constructors of generic types receive their type arguments first, as such strings: `new Map<Id, Account>()` calls
 * the implementation of `'()'` with `('Id', 'Account')`. Exceptions (`kind: 'exception'`) need no constructors: the four
 * standard ones are implied and create `ApexException(name, message, cause)`.
 */

/** Implementation of a native member. `self` is absent for statics and constructors. */
// The library is called from generated code with arguments already converted to the declared types.
export type NativeFn = (...args: never[]) => unknown;

export interface NativeTypeSpec {
  /** Qualified name, e.g. `System.String`, `Database.SaveResult`, `System.List`. */
  readonly name: string;
  /** Type parameters, e.g. `['T']`, `['K', 'V']`. */
  readonly typeParams?: readonly string[];
  readonly kind?: 'class' | 'interface' | 'enum' | 'exception';
  /** e.g. `System.Exception`; defaults to Object. */
  readonly extends?: string;
  /** e.g. `['System.Iterable<T>']`. */
  readonly implements?: readonly string[];
  readonly abstract?: boolean;
  /** Classes of the source may extend it and override its methods, so these ask the object itself. */
  readonly extensible?: boolean;
  readonly enumValues?: readonly string[];
  /** Properties may be set where it is created: `new Component.Apex.OutputText(value = 'x')`. */
  readonly pairs?: boolean;
  /**
   * Signature → implementation. Signatures are Apex: `'(Integer size)'` for constructors,
   * `'substring(Integer start, Integer end): String'` for methods, `'fieldErrors: List<String>'` for properties.
   * Instance implementations receive the receiver first (never null: the caller has checked).
   */
  readonly constructors?: Readonly<Record<string, NativeFn>>;
  readonly statics?: Readonly<Record<string, NativeFn>>;
  readonly methods?: Readonly<Record<string, NativeFn>>;
  /** Property signature → getter, or getter and setter. */
  readonly staticProperties?: Readonly<Record<string, NativeProperty>>;
  readonly properties?: Readonly<Record<string, NativeProperty>>;
  /** Interfaces only: method signatures user classes must implement, e.g. `'execute(System.QueueableContext context): void'`. */
  readonly abstractMethods?: readonly string[];
  /** Methods (lower-cased names) whose implementation takes the {@link CallSite} as one more, last argument. */
  readonly needsCallSite?: readonly string[];
  /** Static methods (lower-cased names) whose implementation takes the static types of the arguments, e.g. `Id,String`, as one more, first argument. */
  readonly needsArgumentTypes?: readonly string[];
  /** Methods (lower-cased names) whose implementation takes the API version of the calling class as one more, first argument, after the object itself. */
  readonly needsApiVersion?: readonly string[];
  /** Methods, in lower case, that are given the name of the calling class before their arguments; it is empty outside of classes. */
  readonly needsCaller?: readonly string[];
  /** Reads JSON into a value of this type; `member` reads one of its members by name (any case) as an Apex type, null when absent. */
  readonly fromJson?: (member: (name: string, type: string) => unknown) => unknown;
  /** Members known to the platform but not implemented: using one is a compile error that names it. */
  readonly unsupported?: readonly string[];
  /**
   * Methods known to the platform but not implemented whose signatures are known: code around a call compiles and runs, and
   * calling one is refused by name. Those of the class begin with `static `.
   */
  readonly refused?: readonly string[];
}

export interface NativeProperty {
  readonly get: NativeFn;
  readonly set?: NativeFn;
}

/** The place in Apex code that calls a library method, for the few methods that depend on it. */
export interface CallSite {
  /** Name of the calling class, e.g. `Outer.Inner`; empty in triggers and anonymous blocks. */
  readonly className: string;
  /** Sharing is enforced in the calling class. */
  readonly sharing: boolean;
  /** Database methods of the calling class run in user mode unless they are told otherwise. */
  readonly userMode: boolean;
  /** Value of the variable, field or property path `name` in the caller's scope, for `:name` in dynamic SOQL; undefined when there is none. */
  readonly variable: (name: string) => unknown;
}
