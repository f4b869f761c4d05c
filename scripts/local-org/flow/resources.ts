import { ApexDate, ApexDatetime, ApexDecimal, ApexTime } from '../apex/index.ts';
import { UnsupportedFeatureError, type FieldValue, type Schema, type SObjectDef } from '../metadata/index.ts';
import type { DataType, FlowResource, FlowVariable, ResourceType } from './definition.ts';
import { expression, template } from './expressions.ts';
import type { FlowFormulas } from './formulas.ts';
import type { FlowNode } from './node.ts';
import { convert } from './values.ts';

/** The object that an element names. */
export function objectOf(node: FlowNode, schema: Schema): SObjectDef {
  const name = node.required('object');
  return schema.object(name) ?? node.fail(`The object ${name} does not exist`);
}

/** Something that is refused by its name when it runs. */
export function refused(feature: string): () => never {
  return () => {
    throw new UnsupportedFeatureError(feature);
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm (FlowVariable) */
export function variable(node: FlowNode): FlowVariable {
  return {
    ...resourceType(node),
    name: node.required('name'),
    isInput: node.flag('isInput'),
    isOutput: node.flag('isOutput'),
    ...(node.has('value') ? { initial: expression(node.child('value')) } : {}),
  };
}

function resourceType(node: FlowNode): ResourceType {
  return {
    dataType: node.required('dataType').toLowerCase() as DataType,
    isCollection: node.flag('isCollection'),
    of: node.text('objectType') ?? node.text('apexClass'),
    scale: node.number('scale'),
  };
}

export function constant(node: FlowNode): FlowResource {
  const type = resourceType(node);
  const value = expression(node.child('value'));
  return { type, value: (frame) => convert(value(frame), type) };
}

export function textTemplate(node: FlowNode): FlowResource {
  return { type: { dataType: 'string', isCollection: false }, value: template(node.text('text') ?? '') };
}

export function formula(node: FlowNode, formulas: FlowFormulas): FlowResource {
  const type = resourceType(node);
  const source = node.required('expression');
  return { type, value: (frame) => convert(fromFormula(formulas.evaluate(source, frame, node), type), type) };
}

/** The result of a formula as a value of the resource's type. */
function fromFormula(value: FieldValue, { dataType, scale }: ResourceType): unknown {
  if (value === null) return dataType === 'boolean' ? false : null;
  switch (dataType) {
    case 'number':
    case 'currency':
      return typeof value === 'number' ? rounded(ApexDecimal.ofNumber(value), scale) : value;
    case 'date':
      return typeof value === 'string' ? (ApexDate.parse(value) ?? null) : new ApexDatetime(Number(value));
    case 'datetime':
      return typeof value === 'number' ? new ApexDatetime(value) : value;
    case 'time':
      return new ApexTime(Number(value));
    default:
      return typeof value === 'number' ? ApexDecimal.ofNumber(value) : value;
  }
}

function rounded(number: ApexDecimal, scale: number | undefined): ApexDecimal {
  return scale !== undefined && number.scale > scale ? number.setScale(scale, 'HALF_UP') : number;
}
