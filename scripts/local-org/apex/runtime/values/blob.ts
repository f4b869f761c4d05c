/** Apex `Blob`: immutable bytes. */
export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  static ofText(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'utf8'));
  }

  static ofBase64(text: string): ApexBlob {
    return new ApexBlob(Buffer.from(text, 'base64'));
  }

  size(): number {
    return this.bytes.length;
  }

  base64(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('base64');
  }

  hex(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('hex');
  }

  /** The bytes read as UTF-8; undefined when they are not UTF-8. */
  text(): string | undefined {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes);
    } catch {
      return undefined;
    }
  }

  equals(other: ApexBlob): boolean {
    return Buffer.compare(this.bytes, other.bytes) === 0;
  }

  /** What concatenation and System.debug show: never the content. */
  toString(): string {
    return `Blob[${this.bytes.length}]`;
  }
}
