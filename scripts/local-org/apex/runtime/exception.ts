import type { ClassInfo } from './object.ts';

/** One line of an Apex stack trace. */
export interface ApexFrame {
  /** `Class.Outer.Inner.method`, `Trigger.Name` or `AnonymousBlock`. */
  readonly label: string;
  readonly line: number;
  readonly column: number;
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

  /** `getStackTraceString()`: lines `Class.A.b: line 3, column 1`. */
  get stackTraceString(): string {
    return this.frames.map((frame) => `${frame.label}: line ${frame.line}, column ${frame.column}`).join('\n');
  }

  apexEquals(other: unknown): boolean {
    return this === other;
  }
}

/** A governor limit was passed. Apex code cannot catch it. */
export class LimitException extends ApexException {
  constructor(message: string) {
    super('System.LimitException', message);
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
