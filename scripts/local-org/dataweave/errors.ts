/** What is wrong with a script or its data, with the place in the script. */
export class DataWeaveError extends Error {
  readonly code = 'DATAWEAVE';
  /** What happened, without the place. */
  readonly reason: string;
  /** Offset in the script; undefined until the expression that failed is known. */
  readonly offset: number | undefined;
  /** What the function `fail` and its kin give as the kind of error. */
  readonly kind: string;

  constructor(reason: string, offset?: number, kind = 'UserException') {
    super(reason);
    this.reason = reason;
    this.offset = offset;
    this.kind = kind;
  }

  /** The same error with a place, unless it has one. */
  at(offset: number): DataWeaveError {
    return this.offset === undefined ? new DataWeaveError(this.reason, offset, this.kind) : this;
  }
}

/** Throws the error of a script or its data. */
export function fail(message: string): never {
  throw new DataWeaveError(message);
}

/**
 * What was thrown as an error of the script at a place: recursion without an end, and what JavaScript itself refuses to do with the
 * data, such as an expression it cannot read or a time zone it does not know. Anything else is given back as it is.
 */
export function scriptError(thrown: unknown, offset: number): unknown {
  if (thrown instanceof DataWeaveError) return thrown.at(offset);
  if (thrown instanceof RangeError && thrown.message.includes('call stack'))
    return new DataWeaveError('Stack Overflow. Max stack is 256.', offset);
  const refused = thrown instanceof RangeError || thrown instanceof SyntaxError || thrown instanceof URIError;
  return refused ? new DataWeaveError(thrown.message, offset) : thrown;
}

/** Line and column of an offset, both 1-based. */
export function placeOf(source: string, offset: number): { readonly line: number; readonly column: number; readonly text: string } {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n'), text: source.split('\n')[line - 1] ?? '' };
}

/**
 * The message with the line of the script and a mark under the place, as DataWeave reports errors.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-troubleshoot
 */
export function describeError(error: DataWeaveError, source: string): string {
  if (error.offset === undefined) return error.reason;
  const { line, column, text } = placeOf(source, error.offset);
  const margin = `${line}| `;
  const mark = `${' '.repeat(margin.length + column - 1)}^`;
  return `${error.reason}\n\n${margin}${text}\n${mark}\nTrace:\n  at main (line: ${line}, column: ${column})`;
}
