import type { MetadataComponent, Schema } from '../metadata/index.ts';
import type { FlowDefinition, FlowElement, FlowResource, FlowVariable, ResourceType } from './definition.ts';
import { action } from './elements/action.ts';
import { assignment } from './elements/assignment.ts';
import { collectionProcessor } from './elements/collection.ts';
import { createRecords } from './elements/createRecords.ts';
import { customError } from './elements/customError.ts';
import { decision } from './elements/decision.ts';
import { deleteRecords } from './elements/deleteRecords.ts';
import { getRecords } from './elements/getRecords.ts';
import { loop } from './elements/loop.ts';
import { subflow } from './elements/subflow.ts';
import { updateRecords } from './elements/updateRecords.ts';
import { FlowFormulas } from './formulas.ts';
import { FlowNode } from './node.ts';
import { outputTypes } from './outputs.ts';
import { constant, formula, refused, textTemplate, variable } from './resources.ts';
import { readStart } from './start.ts';

/** Elements by the names that metadata has for them. */
const ELEMENTS: Readonly<Record<string, (node: FlowNode, schema: Schema) => FlowElement>> = {
  actionCalls: action,
  assignments: assignment,
  collectionProcessors: collectionProcessor,
  customErrors: customError,
  decisions: decision,
  loops: loop,
  recordCreates: createRecords,
  recordDeletes: deleteRecords,
  recordLookups: getRecords,
  recordUpdates: updateRecords,
  subflows: subflow,
};

/** Elements that are refused when an interview comes to them. */
const REFUSED = ['apexPluginCalls', 'experiments', 'orchestratedStages', 'recordRollbacks', 'screens', 'steps', 'transforms', 'waits'];

/**
 * Reads the metadata of a flow.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm
 * @throws FlowDefinitionError for what an org would not deploy
 */
export function readFlow({ fullName, file, xml }: MetadataComponent, schema: Schema): FlowDefinition {
  const node = new FlowNode(xml, file);
  const elements = new Map<string, FlowElement>();
  for (const [tag, read] of Object.entries(ELEMENTS)) {
    for (const part of node.list(tag)) {
      const name = part.required('name');
      const lacking = lackingObject(part, schema);
      const element = lacking === undefined ? read(part, schema) : { name, run: refused(`object ${lacking} (flow ${fullName}.${name})`) };
      elements.set(name.toLowerCase(), element);
    }
  }
  for (const tag of REFUSED) {
    for (const part of node.list(tag)) {
      const name = part.required('name');
      elements.set(name.toLowerCase(), { name, run: refused(`flow element ${tag} (${fullName}.${name})`) });
    }
  }
  const variables = new Map<string, FlowVariable>();
  for (const part of node.list('variables')) variables.set(part.required('name').toLowerCase(), variable(part));
  const resources = new Map<string, FlowResource>();
  const outputs = new Map<string, ResourceType>();
  const typeOf = (key: string): ResourceType | undefined => variables.get(key) ?? resources.get(key)?.type ?? outputs.get(key);
  for (const [key, type] of outputTypes(node, typeOf)) outputs.set(key, type);
  const formulas = new FlowFormulas(schema, typeOf);
  const add = (tag: string, read: (part: FlowNode) => FlowResource): void => {
    for (const part of node.list(tag)) resources.set(part.required('name').toLowerCase(), read(part));
  };
  add('constants', constant);
  add('textTemplates', textTemplate);
  add('formulas', (part) => formula(part, formulas));
  checkConnectors(node, elements);
  return {
    name: fullName,
    label: node.text('label') ?? fullName,
    file,
    apiVersion: node.number('apiVersion') ?? 0,
    processType: node.required('processType'),
    isActive: node.text('status') === 'Active',
    runInMode: node.text('runInMode') ?? 'DefaultMode',
    start: readStart(node, schema, formulas),
    elements,
    variables,
    resources,
    outputs,
  };
}

/** An object that an element names and the local org does not have: other elements of the flow may do without it. */
function lackingObject(node: FlowNode, schema: Schema): string | undefined {
  const name = node.text('object');
  return name !== undefined && !schema.object(name) ? name : undefined;
}

const CONNECTORS = ['connector', 'faultConnector', 'defaultConnector', 'nextValueConnector', 'noMoreValuesConnector'];

/** Every connector leads to an element. */
function checkConnectors(flow: FlowNode, elements: ReadonlyMap<string, FlowElement>): void {
  const check = (node: FlowNode): void => {
    for (const name of CONNECTORS) {
      const target = node.connector(name);
      if (target !== null && !elements.has(target.toLowerCase())) node.fail(`The connector leads to ${target}, which does not exist`);
    }
  };
  for (const tag of [...Object.keys(ELEMENTS), 'start']) {
    for (const node of flow.list(tag)) {
      check(node);
      node.list('rules').forEach(check);
    }
  }
}
