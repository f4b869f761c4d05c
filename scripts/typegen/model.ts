/** What the generator knows about the Apex and metadata side, independent of how it is written out. */

/** A TypeScript type as it will be printed, e.g. `StepView[]`. */
export interface TypeText {
  readonly text: string;
  /** Class names this type mentions that must be generated too. */
  readonly classes: readonly string[];
}

export interface ApexProperty {
  readonly name: string;
  readonly type: TypeText;
  /** Initialised where it is declared, so Apex never hands out null unless someone assigns it. */
  readonly initialised: boolean;
  readonly doc: string | undefined;
}

/** A class some `@AuraEnabled` method takes or gives. */
export interface ApexDto {
  readonly name: string;
  readonly properties: readonly ApexProperty[];
  readonly doc: string | undefined;
}

export interface ApexParameter {
  readonly name: string;
  readonly type: TypeText;
}

/** One `@AuraEnabled` static method: what `@salesforce/apex/<className>.<name>` is. */
export interface ApexAction {
  readonly className: string;
  readonly name: string;
  readonly cacheable: boolean;
  readonly parameters: readonly ApexParameter[];
  readonly result: TypeText;
  readonly doc: string | undefined;
}

export interface ApexSide {
  readonly actions: readonly ApexAction[];
  readonly dtos: ReadonlyMap<string, ApexDto>;
}

export interface SchemaField {
  readonly name: string;
  /** Metadata field type (`Picklist`, `Text`, `Lookup`, …). */
  readonly type: string;
  readonly picklist: readonly string[];
}

export interface SchemaObject {
  readonly name: string;
  readonly fields: readonly SchemaField[];
}
