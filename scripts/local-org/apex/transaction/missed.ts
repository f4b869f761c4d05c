import type { MetadataComponent, SObjectDef, SourceTree } from '../../metadata/index.ts';

/**
 * Rows that only the platform makes and the local org does not: a query of them finds nothing here, so what code makes of
 * the result says nothing.
 */
const PLATFORM_ROWS: ReadonlySet<string> = new Set(['ContentDistribution']);

const flowsOf = new WeakMap<SourceTree, Map<string, string[]>>();

/** Names of the active flows that records or events of the object start, and that the local org does not run whole. */
function missedFlows(source: SourceTree, object: SObjectDef): readonly string[] {
  let flows = flowsOf.get(source);
  if (!flows) {
    flows = new Map();
    for (const flow of source.components.get('Flow') ?? []) {
      const key = laterObject(flow)?.toLowerCase();
      if (key !== undefined) flows.set(key, [...(flows.get(key) ?? []), flow.fullName]);
    }
    flowsOf.set(source, flows);
  }
  return flows.get(object.apiName.toLowerCase()) ?? [];
}

/**
 * The object of a flow with paths that run later: after the commit, or at a time that a record names.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_visual_workflow.htm (FlowStart)
 */
function laterObject({ xml }: MetadataComponent): string | undefined {
  const { start, status } = xml as { start?: { object?: unknown; scheduledPaths?: unknown }; status?: unknown };
  return status === 'Active' && typeof start?.object === 'string' && start.scheduledPaths !== undefined ? start.object : undefined;
}

/**
 * What an org would have done in a transaction and the local org has not, by the name of the feature. A test that fails
 * after one of these says nothing about the code.
 */
export class Missed {
  readonly #features = new Set<string>();

  get features(): readonly string[] {
    return [...this.#features];
  }

  /** Records of these objects were saved. */
  saved(source: SourceTree, objects: Iterable<SObjectDef>): void {
    for (const object of objects) for (const flow of missedFlows(source, object)) this.#features.add(`Scheduled paths of flow ${flow}`);
  }

  /** A query of the object found nothing. */
  foundNothing(object: string): void {
    if (PLATFORM_ROWS.has(object)) this.#features.add(`Rows of ${object}`);
  }
}
