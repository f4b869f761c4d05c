import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { readInput, writeOutput } from './flow-values.ts';
import { apiBase, DATA } from './paths.ts';
import { asObject } from './record-input.ts';

const ACTIONS = `${DATA}/actions/custom/flow`;

/**
 * Autolaunched flows that clients list and start.
 * https://developer.salesforce.com/docs/atlas.en-us.api_action.meta/api_action/actions_obj_flow.htm
 */
export function flowActionRoutes(routes: RouteRegistrar): void {
  routes.add('GET', ACTIONS, list);
  routes.add('POST', `${ACTIONS}/:name`, invoke, { transaction: 'write' });
}

function list({ request, org }: RouteContext): ApiResponse {
  const flows = (org.source.components.get('Flow') ?? []).filter(
    ({ xml }) => xml['processType'] === 'AutoLaunchedFlow' && xml['status'] === 'Active' && !startsItself(xml),
  );
  const actions = flows.map(({ fullName, xml }) => ({
    label: xml['label'] ?? fullName,
    name: fullName,
    type: 'FLOW',
    url: `${apiBase(request)}/actions/custom/flow/${fullName}`,
  }));
  return json({ actions });
}

function startsItself(xml: Readonly<Record<string, unknown>>): boolean {
  return (xml['start'] as { triggerType?: unknown } | undefined)?.triggerType !== undefined;
}

/** Why an interview failed is told to nobody but the administrator. */
const FAILED = { statusCode: 'UNKNOWN_EXCEPTION', message: 'An error occurred when executing a flow interview.', fields: [] };

/** All interviews run together; when one of them fails nothing is kept. */
function invoke(context: RouteContext): ApiResponse {
  const { request, session, org } = context;
  const actionName = context.param('name');
  const { inputs = [{}] } = request.body.length === 0 ? {} : asObject(request.json());
  if (!Array.isArray(inputs)) throw new ApiError(400, 'JSON_PARSER_ERROR', 'inputs must be an array');
  const given = inputs.map((values) => {
    return new Map(Object.entries(asObject(values)).map(([name, value]) => [name, readInput(value, org.source.schema)]));
  });
  const ended = session.startFlow(actionName, given);
  const answer = ended.map(({ fault, outputs }) => {
    if (fault) return { actionName, errors: [FAILED], isSuccess: false, outputValues: null };
    const values = [...outputs].map(([name, value]) => [name, writeOutput(value)] as const);
    return {
      actionName,
      errors: null,
      isSuccess: true,
      outputValues: { ...Object.fromEntries(values), Flow__InterviewStatus: 'Finished' },
    };
  });
  if (ended.some(({ fault }) => fault)) throw new ApiError(400, FAILED.statusCode, FAILED.message, { body: answer });
  return json(answer);
}
