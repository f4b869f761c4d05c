import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import { ApexBlob } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { HttpResponse, Headers } from './messages.ts';

/** Bytes of a static resource from its source. Throws System.IllegalArgumentException when there is none. */
export function staticResource(name: string): Uint8Array {
  const found = current()
    .host.source.components.get('StaticResource')
    ?.find((item) => item.fullName.toLowerCase() === name.toLowerCase());
  if (!found) throwApex('System.IllegalArgumentException', `Static resource not found: ${name}`);
  const folder = dirname(found.file);
  // The content lies beside the meta file under the same name with an extension of its own.
  const stem = basename(found.file).replace(/\.resource-meta\.xml$/, '');
  const content = readdirSync(folder).find((file) => file.startsWith(`${stem}.`) && !file.endsWith('-meta.xml'));
  if (!content) throwApex('System.IllegalArgumentException', `Static resource has no content: ${name}`);
  return readFileSync(join(folder, content));
}

/** `System.StaticResourceCalloutMock`: answers every request with a static resource. */
class StaticResourceMock extends ApexObject {
  resource: string | null = null;
  status: string | null = null;
  statusCode = 200;
  readonly headers = new Headers();

  override get typeName(): string {
    return 'StaticResourceCalloutMock';
  }

  respond(): HttpResponse {
    const response = new HttpResponse();
    response.statusCode = this.statusCode;
    response.status = this.status;
    for (const [name, value] of this.headers.entries()) response.headers.set(name, value);
    if (this.resource === null) throwApex('System.CalloutException', 'The mock has no static resource');
    response.body = new ApexBlob(staticResource(this.resource));
    return response;
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_restful_http_testing_static.htm */
export const staticMockType: NativeTypeSpec = {
  name: 'System.StaticResourceCalloutMock',
  implements: ['System.HttpCalloutMock'],
  constructors: { '()': () => new StaticResourceMock() },
  methods: {
    'respond(System.HttpRequest request): System.HttpResponse': (mock: StaticResourceMock) => mock.respond(),
    'setHeader(String name, String value): void': (mock: StaticResourceMock, name: string, value: string) => mock.headers.set(name, value),
    'setStaticResource(String name): void': (mock: StaticResourceMock, name: string) => void (mock.resource = name),
    'setStatus(String status): void': (mock: StaticResourceMock, status: string) => void (mock.status = status),
    'setStatusCode(Integer code): void': (mock: StaticResourceMock, code: number) => void (mock.statusCode = code),
  },
};
