import type { MetadataComponent, SourceTree } from '../../metadata/index.ts';
import { StartError } from '../errors.ts';

type Parameter = Record<string, unknown>;

/**
 * Points named credentials elsewhere, as an administrator does after deploying: metadata carries the address of one
 * environment only.
 * @param urls address by name of the named credential
 * @throws StartError NO_NAMED_CREDENTIAL when the source has none of that name, BAD_URL when the address is none
 */
export function pointNamedCredentials(source: SourceTree, urls: Readonly<Record<string, string>>): void {
  for (const [name, url] of Object.entries(urls)) {
    if (!URL.canParse(url)) throw new StartError('BAD_URL', `${url} is no address: named credential ${name} needs http:// or https://.`);
    const found = source.components.get('NamedCredential')?.find((item) => item.fullName.toLowerCase() === name.toLowerCase());
    if (!found) throw new StartError('NO_NAMED_CREDENTIAL', `The source has no named credential ${name}.`);
    pointTo(found, url);
  }
}

/** Both ways a named credential is written: the legacy endpoint, and a parameter of the type Url. */
function pointTo(credential: MetadataComponent, url: string): void {
  const xml = credential.xml as Parameter;
  if (typeof xml['endpoint'] === 'string') xml['endpoint'] = url;
  const listed = xml['namedCredentialParameters'] ?? [];
  for (const parameter of Array.isArray(listed) ? (listed as Parameter[]) : [listed as Parameter]) {
    if (parameter['parameterType'] === 'Url') parameter['parameterValue'] = url;
  }
}
