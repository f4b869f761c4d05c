import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `System.QueueableDuplicateSignature`: two jobs with the same text count as one. */
export class DuplicateSignature extends ApexObject {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override get typeName(): string {
    return 'QueueableDuplicateSignature';
  }
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

  build(): DuplicateSignature {
    return new DuplicateSignature(JSON.stringify(this.#parts));
  }
}

const BUILDER = 'System.QueueableDuplicateSignature.Builder';
const add = (builder: SignatureBuilder, part: string | number | null): SignatureBuilder => builder.add(part);

/**
 * What tells queueable jobs apart that must not wait twice.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dedupe_queueable.htm
 */
export const duplicateSignatureTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.QueueableDuplicateSignature',
    statics: { [`Builder(): ${BUILDER}`]: () => new SignatureBuilder() },
    methods: { 'toString(): String': (signature: DuplicateSignature) => signature.text },
  },
  {
    name: BUILDER,
    constructors: { '()': () => new SignatureBuilder() },
    methods: {
      [`addId(Id id): ${BUILDER}`]: add,
      [`addInteger(Integer number): ${BUILDER}`]: add,
      [`addString(String text): ${BUILDER}`]: add,
      'build(): System.QueueableDuplicateSignature': (builder: SignatureBuilder) => builder.build(),
    },
    unsupported: ['getMaxSize', 'getRemainingSize', 'getSize'],
  },
];
