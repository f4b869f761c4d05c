import type { SoqlErrorCode } from './types.ts';

/** Where something stands in the query text; `offset` counts characters from 0, line from 1, column from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Fields the user may not read, by the name of their object. */
export type InaccessibleFields = ReadonlyMap<string, ReadonlySet<string>>;

/** A query the platform would refuse, with its error code and wording. */
export class SoqlError extends Error {
  readonly code: SoqlErrorCode;
  readonly position: Position | undefined;
  /** What user mode refuses of the whole query. */
  inaccessible: InaccessibleFields | undefined;

  constructor(code: SoqlErrorCode, message: string, position?: Position) {
    super(message);
    this.name = 'SoqlError';
    this.code = code;
    this.position = position;
  }
}

/** The line of a text that something stands on, with a mark under it, as the APIs begin the message of an error in a query. */
export function placeIn(text: string, { line, column }: Position): string {
  const excerpt = text.split('\n')[line - 1] ?? '';
  return `\n${excerpt}\n${' '.repeat(column - 1)}^\nERROR at Row:${line}:Column:${column}\n`;
}

export function noSuchColumn(column: string, entity: string, position?: Position): SoqlError {
  const advice =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. " +
    'Please reference your WSDL or the describe call for the appropriate names.';
  return new SoqlError('INVALID_FIELD', `No such column '${column}' on entity '${entity}'. ${advice}`, position);
}

export function noSuchRelationship(name: string, position?: Position): SoqlError {
  const advice =
    "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " +
    'Please reference your WSDL or the describe call for the appropriate names.';
  return new SoqlError('INVALID_FIELD', `Didn't understand relationship '${name}' in field path. ${advice}`, position);
}

/** TYPEOF of a relationship that leads to records of one object. */
export function notPolymorphic(relationship: string, position?: Position): SoqlError {
  return new SoqlError('MALFORMED_QUERY', `TYPEOF operand '${relationship}' is not a polymorphic relationship field`, position);
}

export function noSuchChildRelationship(name: string, position?: Position): SoqlError {
  const advice =
    "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " +
    'Please reference your WSDL or the describe call for the appropriate names.';
  return new SoqlError('INVALID_TYPE', `Didn't understand relationship '${name}' in FROM part of query call. ${advice}`, position);
}

export function noSuchObject(name: string, position?: Position): SoqlError {
  const advice =
    "If you are attempting to use a custom object, be sure to append the '__c' after the entity name. " +
    'Please reference your WSDL or the describe call for the appropriate names.';
  return new SoqlError('INVALID_TYPE', `sObject type '${name}' is not supported. ${advice}`, position);
}

export function unexpectedToken(token: string, position?: Position): SoqlError {
  return new SoqlError('MALFORMED_QUERY', `unexpected token: '${token}'`, position);
}
