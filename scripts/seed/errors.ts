/** Why seeding stopped. `code` is stable; `message` says what to do. */
export class SeedError extends Error {
  readonly code: 'INVALID_DATA' | 'NO_ORG' | 'PRODUCTION_ORG' | 'MISSING_METADATA' | 'WRITE_FAILED' | 'USAGE' | 'NO_CLOCK' | 'INTERRUPTED';

  constructor(code: SeedError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SeedError';
    this.code = code;
  }
}
