import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DataObject } from '../dataClass.ts';

const SIGNATURE = 'System.QueueableDuplicateSignature';

/** What a signature says: two jobs with the same text count as one. */
export function signatureText(signature: DataObject): string {
  return signature.values.get('text') as string;
}

/** `System.QueueableDuplicateSignature.Builder`. */
class SignatureBuilder extends ApexObject {
  readonly #parts: (string | number | null)[] = [];

  override get typeName(): string {
    return 'QueueableDuplicateSignature.Builder';
  }

  add(part: string | number | null): this {
    this.#parts.push(part);
    return this;
  }

  build(): DataObject {
    const signature = new DataObject(SIGNATURE);
    signature.values.set('text', JSON.stringify(this.#parts));
    return signature;
  }
}

const BUILDER = `${SIGNATURE}.Builder`;
const add = (builder: SignatureBuilder, part: string | number | null): SignatureBuilder => builder.add(part);

/**
 * What tells queueable jobs apart that must not wait twice.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dedupe_queueable.htm
 */
export const duplicateSignatureTypes: readonly NativeTypeSpec[] = [
  {
    name: SIGNATURE,
    statics: { [`Builder(): ${BUILDER}`]: () => new SignatureBuilder() },
    methods: { 'toString(): String': signatureText },
  },
  {
    name: BUILDER,
    constructors: { '()': () => new SignatureBuilder() },
    methods: {
      [`addId(Id id): ${BUILDER}`]: add,
      [`addInteger(Integer number): ${BUILDER}`]: add,
      [`addString(String text): ${BUILDER}`]: add,
      [`build(): ${SIGNATURE}`]: (builder: SignatureBuilder) => builder.build(),
    },
    unsupported: ['getMaxSize', 'getRemainingSize', 'getSize'],
  },
];
