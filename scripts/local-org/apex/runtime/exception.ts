import type { ClassInfo } from './object.ts';

/** One line of an Apex stack trace. */
export interface ApexFrame {
  /** `Class.Outer.Inner.method`, `Class.Outer.<init>`, `Class.Outer.<clinit>`, `Trigger.Name` or `AnonymousBlock`. */
  readonly label: string;
  readonly line: number;
  /**
   * Always 1: the platform keeps lines, not columns.
   * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_apexunexpectedexception.htm
   */
  readonly column: 1;
}

/** Turns a place in generated code (`apex:` URL, 1-based line) into a place in Apex; undefined for glue code. */
export type FrameResolver = (url: string, line: number) => ApexFrame | undefined;

let resolver: FrameResolver = () => undefined;

/** Installed once by the code loader. */
export function setFrameResolver(next: FrameResolver): void {
  resolver = next;
}

/** Apex frames of a JavaScript stack text, innermost first. */
export function apexFrames(stack: string | undefined): ApexFrame[] {
  const frames: ApexFrame[] = [];
  for (const [, url, line] of (stack ?? '').matchAll(/\(?(apex:[^\s:()]+):(\d+):\d+\)?/g)) {
    const frame = resolver(url!, Number(line));
    if (frame) frames.push(frame);
    // What made the trigger run is not part of its trace.
    if (frame && /^Trigger\.\w+$/.test(frame.label)) break;
  }
  return frames;
}

/**
 * Every Apex exception, platform and user-defined. User-defined exception classes are JavaScript subclasses made by
 * generated code; platform ones are told apart by `typeName` (`System.DmlException`).
 */
export class ApexException extends Error {
  declare readonly $class: ClassInfo | undefined;
  readonly #typeName: string;
  /** What `getMessage()` answers; null when none was given. */
  apexMessage: string | null;
  apexCause: ApexException | null;
  /** Rows of a DmlException, fields of a QueryException and the like; the library knows the shape per type. */
  details: unknown;
  /** Apex code made it with `new`; otherwise the platform raised it. */
  scripted = false;
  #frames: readonly ApexFrame[] | undefined;

  constructor(typeName: string, message: string | null = null, cause: ApexException | null = null, details?: unknown) {
    super(message ?? 'Script-thrown exception');
    this.#typeName = typeName;
    this.apexMessage = message;
    this.apexCause = cause;
    this.details = details;
  }

  /** `System.DmlException`; user-defined classes as `Outer.InnerException`. */
  get typeName(): string {
    return this.$class?.name ?? this.#typeName;
  }

  /** False for LimitException and failed assertions: no `catch` block sees them. */
  get catchable(): boolean {
    return this.#typeName !== 'System.AssertException';
  }

  /** Where the exception was created, innermost frame first. */
  get frames(): readonly ApexFrame[] {
    this.#frames ??= apexFrames(this.stack);
    return this.#frames;
  }

  /** `getStackTraceString()`: lines `Class.A.b: line 3, column 1`, then those of each cause after `Caused by`. */
  get stackTraceString(): string {
    return this.causes()
      .map(({ frames }) => frames.map((frame) => `${frame.label}: line ${frame.line}, column ${frame.column}`).join('\n'))
      .join('\nCaused by\n');
  }

  /** The exception, its cause, the cause of that and so on; a circle ends where it closes. */
  causes(before: readonly ApexException[] = []): readonly ApexException[] {
    if (before.includes(this)) return before;
    const chain = [...before, this];
    return this.apexCause?.causes(chain) ?? chain;
  }

  apexEquals(other: unknown): boolean {
    return this === other;
  }
}

/** Set when the running transaction has passed a limit: `finally` blocks do not run any more. Reset by each transaction. */
export const governor = { dead: false };

/** A governor limit was passed. Apex code cannot catch it. */
export class LimitException extends ApexException {
  constructor(message: string) {
    super('System.LimitException', message);
    governor.dead = true;
  }

  override get catchable(): boolean {
    return false;
  }
}

/** Throws a platform exception: `throwApex('System.MathException', 'Divide by 0')`. */
export function throwApex(typeName: string, message: string | null = null, cause: ApexException | null = null, details?: unknown): never {
  throw new ApexException(typeName, message, cause, details);
}

/** For `value ?? nullPointer()`. */
export function nullPointer(): never {
  throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

/**
 * What a JavaScript error raised in generated code means in Apex: a null target is a NullPointerException, an exhausted
 * stack the depth limit. Anything else is a defect of the runtime and comes back as it is.
 */
export function asApexError(error: unknown): unknown {
  if (error instanceof ApexException || !(error instanceof Error)) return error;
  if (error instanceof RangeError) {
    const limit = new LimitException(limitMessage(error));
    limit.stack = error.stack ?? '';
    return limit;
  }
  if (error instanceof TypeError && isNullTarget(error)) {
    const exception = new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
    exception.stack = error.stack ?? '';
    return exception;
  }
  return error;
}

/** JavaScript's own bounds: of the stack, of strings and of collections. */
function limitMessage(error: RangeError): string {
  return error.message.includes('call stack') ? 'Maximum stack depth reached: 1001' : 'Apex heap size too large';
}

/** True when generated code itself used a null object, or gave null to a platform method that does not take it. */
function isNullTarget(error: TypeError): boolean {
  if (!/^Cannot (?:read|set) properties of null/.test(error.message)) return false;
  return /^[^\n]*\n\s+at [^\n]*(?:apex:|\/apex\/library\/)/.test(error.stack ?? '');
}

/** First thing a `catch` block does: gives the Apex exception, or passes on what Apex cannot catch. */
export function caught(error: unknown): ApexException {
  const exception = asApexError(error);
  if (exception instanceof ApexException && exception.catchable) return exception;
  throw exception;
}
