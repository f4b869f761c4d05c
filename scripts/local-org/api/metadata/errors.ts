/** A deployment or retrieval that fails as a whole, with the code and words of the answer. */
export class MetadataApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'MetadataApiError';
    this.code = code;
  }
}
