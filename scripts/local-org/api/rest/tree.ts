import type { DmlError, DmlRecord } from '../../dml/index.ts';
import type { FieldDef, SObjectDef } from '../../metadata/index.ts';
import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import type { OrgSession } from '../org/types.ts';
import { DATA } from './paths.ts';
import { asList, asObject, objectOf, toDmlRecord } from './record-input.ts';

/** Records of all levels of one request together, and levels. */
const LIMIT = 200;
const LEVELS = 5;

/** sObject trees. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobject_tree.htm */
export function treeRoutes(routes: RouteRegistrar): void {
  routes.add('POST', `${DATA}/composite/tree/:object`, createTree);
}

interface Node {
  readonly referenceId: string;
  readonly json: Record<string, unknown>;
  readonly object: SObjectDef;
  readonly parent: Node | undefined;
  /** Lookup of this node's object to the parent. */
  readonly parentField: FieldDef | undefined;
  id: string | null;
}

type TreeError = Pick<DmlError, 'statusCode' | 'message' | 'fields'>;

/** Creates all records or none; refused records are named by their reference ids. */
function createTree(context: RouteContext): ApiResponse {
  const { session } = context;
  const root = session.object(context.param('object'));
  const records = asList(asObject(context.request.json())['records'], 'list of records');
  const levels: Node[][] = [];
  for (const record of records) collect(session, asObject(record, 'record'), root, undefined, undefined, levels);
  const nodes = levels.flat();
  if (nodes.length > LIMIT) throw new ApiError(400, 'INVALID_INPUT', `Only ${LIMIT} records can be created in one request`);
  const duplicate = nodes.find((node, index) => nodes.findIndex((other) => other.referenceId === node.referenceId) !== index);
  if (duplicate) return refused([[duplicate, [invalid(`Duplicate ReferenceId provided in the request: ${duplicate.referenceId}`)]]]);
  const savepoint = session.org.store.savepoint();
  session.org.separateApex();
  for (const level of levels) {
    const failures = insertLevel(session, level);
    if (failures.length > 0) {
      session.org.store.rollbackTo(savepoint);
      session.org.separateApex();
      return refused(failures);
    }
  }
  session.org.store.release(savepoint);
  return json({ hasErrors: false, results: nodes.map((node) => ({ referenceId: node.referenceId, id: node.id })) }, 201);
}

function collect(
  session: OrgSession,
  json: Record<string, unknown>,
  object: SObjectDef,
  parent: Node | undefined,
  parentField: FieldDef | undefined,
  levels: Node[][],
  depth = 0,
): void {
  if (depth >= LEVELS) throw new ApiError(400, 'INVALID_INPUT', `A tree may have at most ${LEVELS} levels`);
  const referenceId = asObject(json['attributes'], 'attributes')['referenceId'];
  if (typeof referenceId !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'Include a ReferenceId for each record in the request');
  if (objectOf(session, json) !== object)
    throw new ApiError(400, 'INVALID_INPUT', `Record ${referenceId} must be of type ${object.apiName}`);
  const values: Record<string, unknown> = {};
  const node: Node = { referenceId, json: values, object, parent, parentField, id: null };
  (levels[depth] ??= []).push(node);
  for (const [name, value] of Object.entries(json)) {
    const children = isChildren(value) ? session.org.source.schema.childRelationship(object, name) : undefined;
    if (!children || !isChildren(value)) {
      values[name] = value;
      continue;
    }
    const child = session.object(children.childObject);
    const field = session.org.source.schema.field(child, children.field);
    for (const record of value.records) collect(session, asObject(record, 'record'), child, node, field, levels, depth + 1);
  }
}

function isChildren(value: unknown): value is { records: unknown[] } {
  return value !== null && typeof value === 'object' && 'records' in value && Array.isArray(value.records);
}

function insertLevel(session: OrgSession, level: readonly Node[]): [Node, TreeError[]][] {
  const failures: [Node, TreeError[]][] = [];
  for (const object of new Set(level.map((node) => node.object))) {
    const group = level.filter((node) => node.object === object);
    const ready: [Node, DmlRecord][] = [];
    for (const node of group) {
      try {
        ready.push([node, nodeRecord(session, node)]);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        failures.push([node, [{ statusCode: error.code, message: error.message, fields: error.entries[0]?.fields ?? [] }]]);
      }
    }
    if (failures.length > 0) continue;
    const results = session.save(
      ready.map(([, record]) => record),
      { operation: 'insert', allOrNone: false },
    );
    results.forEach((result, index) => {
      const node = ready[index]?.[0];
      if (!node) return;
      node.id = result.id;
      if (!result.success) failures.push([node, result.errors]);
    });
  }
  return failures;
}

function nodeRecord(session: OrgSession, node: Node): DmlRecord {
  const record = toDmlRecord(session, node.object, node.json, null);
  if (node.parentField && node.parent) record.values.set(node.parentField.apiName, node.parent.id);
  return record;
}

function refused(failures: readonly [Node, TreeError[]][]): ApiResponse {
  const results = failures.map(([node, errors]) => ({
    referenceId: node.referenceId,
    errors: errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields })),
  }));
  return json({ hasErrors: true, results }, 400);
}

function invalid(message: string): TreeError {
  return { statusCode: 'INVALID_INPUT', message, fields: [] };
}
