import { ApexObject } from '../../runtime/object.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** What `Cookie` is made of, in the order of its constructors. */
type Parts = [name: string, value: string | null, path: string | null, maxAge: number | null, isSecure: boolean | null];

/** `System.Cookie`. */
export class Cookie extends ApexObject {
  readonly name: string;
  readonly value: string | null;
  readonly path: string | null;
  /** Seconds; 0 removes the cookie, less than 0 keeps it for the session. */
  readonly maxAge: number | null;
  readonly isSecure: boolean;
  readonly sameSite: string | null;
  readonly isHttpOnly: boolean;

  constructor([name, value, path, maxAge, isSecure]: Parts, sameSite: string | null = null, isHttpOnly: boolean | null = false) {
    super();
    if (name === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
    this.name = name;
    this.value = value;
    this.path = path;
    this.maxAge = maxAge;
    this.isSecure = isSecure ?? false;
    this.sameSite = sameSite;
    this.isHttpOnly = isHttpOnly ?? false;
  }

  override get typeName(): string {
    return 'Cookie';
  }
}

const PARTS = 'String name, String value, String path, Integer maxAge, Boolean isSecure';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_sites_cookie.htm */
export const cookieTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Cookie',
    constructors: {
      [`(${PARTS})`]: (...parts: Parts) => new Cookie(parts),
      [`(${PARTS}, String sameSite)`]: (...[n, v, p, m, s, sameSite]: [...Parts, string | null]) => new Cookie([n, v, p, m, s], sameSite),
      [`(${PARTS}, String sameSite, Boolean isHttpOnly)`]: (...all: [...Parts, string | null, boolean | null]) => {
        const [name, value, path, maxAge, isSecure, sameSite, isHttpOnly] = all;
        return new Cookie([name, value, path, maxAge, isSecure], sameSite, isHttpOnly);
      },
    },
    methods: {
      'getDomain(): String': () => null,
      'getMaxAge(): Integer': (cookie: Cookie) => cookie.maxAge,
      'getName(): String': (cookie: Cookie) => cookie.name,
      'getPath(): String': (cookie: Cookie) => cookie.path,
      'getSameSite(): String': (cookie: Cookie) => cookie.sameSite,
      'getValue(): String': (cookie: Cookie) => cookie.value,
      'isHttpOnly(): Boolean': (cookie: Cookie) => cookie.isHttpOnly,
      'isSecure(): Boolean': (cookie: Cookie) => cookie.isSecure,
    },
  },
];
