import { ApiError } from '../errors.ts';
import { json, type ApiResponse, type RouteContext, type RouteRegistrar } from '../extension.ts';
import { DATA } from './paths.ts';
import { asList, asObject } from './record-input.ts';

/** Anonymous Apex and test runs. https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm */
export function toolingRoutes(routes: RouteRegistrar): void {
  routes.add('GET', `${DATA}/tooling/executeAnonymous`, executeAnonymous, { transaction: 'write' });
  routes.add('POST', `${DATA}/tooling/runTestsSynchronous`, runTests);
}

function executeAnonymous(context: RouteContext): ApiResponse {
  const code = context.request.query.get('anonymousBody');
  if (code === null) throw new ApiError(400, 'MISSING_ARGUMENT', 'anonymousBody has to be specified');
  return json(context.session.executeAnonymous(code));
}

/** Body: `["ClassName"]`, or `{tests: [{className, testMethods?}]}`. */
function runTests(context: RouteContext): ApiResponse {
  const body = context.request.json();
  const tests = Array.isArray(body) ? body.map((name) => ({ className: String(name) })) : asList(asObject(body)['tests'], 'list of tests');
  const filters = tests.flatMap((entry) => {
    const test = asObject(entry, 'test');
    const className = String(test['className']);
    const methods = test['testMethods'];
    return Array.isArray(methods) ? methods.map((method) => `${className}.${String(method)}`) : [className];
  });
  return json(context.org.runTests(filters));
}
