export type StoreErrorCode =
  | 'FIELD_TYPE_CHANGED'
  | 'NO_TRANSACTION'
  | 'NESTED_TRANSACTION'
  | 'READ_ONLY'
  | 'LOCK_TIMEOUT'
  | 'REPLAY_CONFLICT'
  | 'CANNOT_OPEN'
  | 'BAD_FORMAT';

/** The database of the org cannot do what it was asked to. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
