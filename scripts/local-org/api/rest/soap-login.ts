import { XMLParser, XMLBuilder } from 'fast-xml-parser';
import type { ApiResponse, RouteContext, RouteRegistrar } from '../extension.ts';

/**
 * `login` of the partner API, which clients use to sign in with a username and a password; its other calls are refused
 * by name. https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_login.htm
 */
export function soapLoginRoutes(routes: RouteRegistrar): void {
  for (const kind of ['u', 'c']) {
    for (const tail of ['', '/:org']) routes.add('POST', `/services/Soap/${kind}/:version${tail}`, soap, { access: 'public' });
  }
}

const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false });
const builder = new XMLBuilder({ ignoreAttributes: false });

function soap(context: RouteContext): ApiResponse {
  const { org } = context;
  const [call, values] = firstCall(context.request.text());
  if (call !== 'login') return fault('UNSUPPORTED_FEATURE', `The local org does not support the SOAP call ${call || '(none)'} yet`);
  const userId = org.findUser(values['username'] ?? '');
  if (userId === undefined || !org.passwords.verify(userId, values['password'] ?? '')) {
    return fault('INVALID_LOGIN', 'INVALID_LOGIN: Invalid username, password, security token; or user locked out.');
  }
  const { user } = org.session(userId);
  const urls = `${context.request.origin}/services/Soap`;
  const short = org.id.slice(0, 15);
  return envelope(200, {
    loginResponse: {
      result: {
        metadataServerUrl: `${urls}/m/${context.param('version')}/${short}`,
        passwordExpired: false,
        sandbox: false,
        serverUrl: `${urls}/u/${context.param('version')}/${short}`,
        sessionId: org.sessions.create(userId),
        userId,
        userInfo: {
          organizationId: org.id,
          organizationName: org.host.organization.name,
          profileId: user.profileId,
          userEmail: user.email,
          userFullName: user.name,
          userId,
          userLanguage: user.language,
          userLocale: user.locale,
          userName: user.username,
          userTimeZone: user.timeZone,
          userType: user.userType,
        },
      },
    },
  });
}

/** The first element of the SOAP body and its texts; nothing for what is no envelope. */
function firstCall(xml: string): [string, Record<string, string>] {
  let document: { Envelope?: { Body?: Record<string, Record<string, string>> } };
  try {
    document = parser.parse(xml) as typeof document;
  } catch {
    return ['', {}];
  }
  return Object.entries(document.Envelope?.Body ?? {})[0] ?? ['', {}];
}

function fault(code: string, message: string): ApiResponse {
  return envelope(500, { 'soapenv:Fault': { faultcode: `sf:${code}`, faultstring: message } });
}

function envelope(status: number, body: Record<string, unknown>): ApiResponse {
  const xml = builder.build({
    'soapenv:Envelope': {
      '@_xmlns:soapenv': 'http://schemas.xmlsoap.org/soap/envelope/',
      '@_xmlns': 'urn:partner.soap.sforce.com',
      '@_xmlns:sf': 'urn:fault.partner.soap.sforce.com',
      'soapenv:Body': body,
    },
  });
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: `<?xml version="1.0" encoding="UTF-8"?>${String(xml)}` };
}
