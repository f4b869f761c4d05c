import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../../api/index.ts';
import { layoutDocument } from './layouts.ts';
import { objectInfo } from './object-info.ts';
import { splitList, UI_API } from './paths.ts';
import { fieldRequest, objectOfId, readRecord, recordTypeOf } from './records.ts';

/** Records with their layouts and metadata in one answer. https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_ui.htm */
export function recordUiRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${UI_API}/record-ui/:ids`, show);
}

type Layouts = Record<string, Record<string, Record<string, Record<string, unknown>>>>;

function show(context: RouteContext): ApiResponse {
  const { session } = context;
  const given = fieldRequest(context);
  const layoutTypes = given.layoutTypes.length ? given.layoutTypes : ['Full'];
  const modes = given.modes.length ? given.modes : ['View'];
  const records: Record<string, unknown> = {};
  const objectInfos: Record<string, unknown> = {};
  const layouts: Layouts = {};
  for (const text of splitList(context.param('ids'))) {
    const { object, id } = objectOfId(session, text);
    records[id] = readRecord(session, id, { ...given, fields: [], layoutTypes, modes });
    objectInfos[object.apiName] ??= objectInfo(session, object);
    const recordType = recordTypeOf(session, object, id);
    const byType = ((layouts[object.apiName] ??= {})[recordType] ??= {});
    for (const type of layoutTypes) {
      byType[type] = Object.fromEntries(modes.map((mode) => [mode, layoutDocument(session, object, type, mode, recordType)]));
    }
  }
  return json({ eTag: '', layoutUserStates: {}, layouts, objectInfos, records });
}
