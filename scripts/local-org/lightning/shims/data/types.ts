/** Documents of the UI API that the browser side reads. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ */

export interface FieldValue {
  readonly displayValue: string | null;
  readonly value: string | number | boolean | RecordDoc | null;
}

export interface RecordDoc {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: { readonly name: string } | null;
  readonly lastModifiedDate: string | null;
  readonly lastModifiedById: string | null;
  readonly systemModstamp: string | null;
  readonly eTag: string;
}

export interface FieldInfo {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly required: boolean;
  readonly updateable: boolean;
  readonly createable: boolean;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly inlineHelpText: string | null;
  readonly relationshipName: string | null;
  readonly referenceToInfos: readonly { readonly apiName: string; readonly nameFields: readonly string[] }[];
  readonly reference: boolean;
  readonly calculated: boolean;
  readonly sortable: boolean;
  readonly compound: boolean;
  readonly compoundFieldName: string | null;
  readonly controllerName: string | null;
  readonly htmlFormatted: boolean;
  readonly nameField: boolean;
}

export interface ObjectInfo {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly nameFields: readonly string[];
  readonly defaultRecordTypeId: string | null;
  readonly recordTypeInfos: Readonly<
    Record<string, { readonly name: string; readonly available: boolean; readonly master: boolean; readonly recordTypeId: string }>
  >;
  readonly fields: Readonly<Record<string, FieldInfo>>;
  readonly childRelationships: readonly {
    readonly childObjectApiName: string;
    readonly fieldName: string;
    readonly relationshipName: string;
  }[];
  readonly themeInfo: { readonly color: string; readonly iconUrl: string | null };
}

export interface PicklistValue {
  readonly label: string;
  readonly value: string;
  readonly validFor: readonly number[];
}

export interface PicklistValues {
  readonly controllerValues: Readonly<Record<string, number>>;
  readonly defaultValue: PicklistValue | null;
  readonly values: readonly PicklistValue[];
}

export interface LayoutItem {
  readonly editableForNew: boolean;
  readonly editableForUpdate: boolean;
  readonly label: string;
  readonly required: boolean;
  readonly layoutComponents: readonly { readonly apiName: string | null; readonly componentType: string; readonly label: string | null }[];
}

export interface LayoutSection {
  readonly id: string;
  readonly heading: string;
  readonly useHeading: boolean;
  readonly collapsible: boolean;
  readonly columns: number;
  readonly layoutRows: readonly { readonly layoutItems: readonly LayoutItem[] }[];
}

export interface Layout {
  readonly id: string;
  readonly layoutType: string;
  readonly mode: string;
  readonly objectApiName: string;
  readonly recordTypeId: string;
  readonly sections: readonly LayoutSection[];
}

export interface RecordUi {
  readonly layouts: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Layout>>>>>>>>;
  readonly objectInfos: Readonly<Record<string, ObjectInfo>>;
  readonly records: Readonly<Record<string, RecordDoc>>;
}

/** `error.body` of a refused save. https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html */
export interface SaveErrorBody {
  readonly message: string;
  readonly statusCode?: number;
  readonly output?: {
    readonly errors: readonly SaveError[];
    readonly fieldErrors: Readonly<Record<string, readonly SaveError[]>>;
  };
}

export interface SaveError {
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}
