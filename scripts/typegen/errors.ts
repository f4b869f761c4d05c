/** Why the typed contract could not be generated. `code` is stable; `message` names the file and the thing. */
export class TypegenError extends Error {
  readonly code: 'APEX_SYNTAX' | 'UNKNOWN_TYPE' | 'UNKNOWN_PICKLIST' | 'BAD_XML' | 'BAD_TAG' | 'STALE';

  constructor(code: TypegenError['code'], message: string) {
    super(message);
    this.name = 'TypegenError';
    this.code = code;
  }
}
