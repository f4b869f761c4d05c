import { UnsupportedFeatureError, type FieldValue } from '../../../metadata/index.ts';
import { ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { dataClass, DataObject } from '../dataClass.ts';
import { statusCode } from '../platform/exceptions.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { MergeContext, type Merged } from './mergeFields.ts';

/** Texts of a stored template with their merge fields. */
export interface TemplateTexts {
  readonly name: string;
  readonly active: boolean;
  readonly subject: string | null;
  readonly plainText: string | null;
  readonly html: string | null;
}

const asText = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);

/**
 * The texts of an e-mail template; undefined when there is no such template.
 * @throws UnsupportedFeatureError for Visualforce templates: their pages are not rendered
 */
export function templateTexts(id: string): TemplateTexts | undefined {
  const { store, source } = current().host;
  const object = source.schema.object('EmailTemplate');
  const row = object ? store.read(object, [id]).get(id) : undefined;
  if (!row) return undefined;
  if (row.get('TemplateType') === 'visualforce') throw new UnsupportedFeatureError('Visualforce e-mail templates');
  return {
    name: asText(row.get('Name')) ?? '',
    active: row.get('IsActive') === true,
    subject: asText(row.get('Subject')),
    plainText: asText(row.get('Body')),
    html: row.get('TemplateType') === 'text' ? null : asText(row.get('HtmlValue')),
  };
}

/** The texts of a template with the values of who it is for and what it is about. */
export function renderTexts(
  { subject, plainText, html }: Omit<TemplateTexts, 'name' | 'active'>,
  whoId: string | null,
  whatId: string | null,
) {
  const [mergedSubject, mergedText, mergedHtml] = new MergeContext(whoId, whatId).merge([subject, plainText, html]);
  return { subject: mergedSubject?.text ?? null, plainText: mergedText?.text ?? null, html: mergedHtml?.text ?? null };
}

const BODY_RESULT = 'Messaging.RenderEmailTemplateBodyResult';
const BODY_ERROR = 'Messaging.RenderEmailTemplateError';

function bodyResult({ text, unknown }: Merged): DataObject {
  const result = new DataObject(BODY_RESULT);
  const errors = unknown.map(({ object, field, offset }) => {
    const error = new DataObject(BODY_ERROR);
    error.values.set('FieldName', `${object}.${field}`);
    error.values.set('Message', `The merge field ${object}.${field} has no value`);
    error.values.set('Offset', offset);
    error.values.set('StatusCode', statusCode('EMAIL_TEMPLATE_MERGEFIELD_ERROR'));
    return error;
  });
  result.values.set('Errors', new ApexList(BODY_ERROR, errors));
  result.values.set('Success', errors.length === 0);
  result.values.set('MergedBody', errors.length === 0 ? text : null);
  return result;
}

/** `Messaging.renderEmailTemplate`: each body on its own; one that fails does not stop the others. */
export function renderBodies(whoId: string | null, whatId: string | null, bodies: ApexList<string>): ApexList<DataObject> {
  const merged = new MergeContext(whoId, whatId).merge(bodies.items);
  return new ApexList(
    BODY_RESULT,
    merged.map((each) => bodyResult(each ?? { text: '', unknown: [] })),
  );
}

const resultClass = (name: string, properties: Readonly<Record<string, string>>): NativeTypeSpec => {
  const { methods, ...spec } = dataClass(name, { properties, getters: true });
  // These flags are read with `get`, not with `is`.
  const getters = Object.entries(methods ?? {}).map(([signature, fn]) => [signature.replace(/^is(\w+\(\): Boolean)/, 'get$1'), fn]);
  return { ...spec, methods: Object.fromEntries(getters) as NonNullable<NativeTypeSpec['methods']> };
};

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Messaging_RenderEmailTemplateBodyResult.htm */
export const templateTypes: readonly NativeTypeSpec[] = [
  resultClass(BODY_RESULT, { Errors: `List<${BODY_ERROR}>`, MergedBody: 'String', Success: 'Boolean' }),
  resultClass(BODY_ERROR, { FieldName: 'String', Message: 'String', Offset: 'Integer', StatusCode: 'System.StatusCode' }),
];
