import { childNodes, flag, text, type SourceTree, type XmlNode } from '../metadata/index.ts';
import type { SetupRows } from './rows.ts';

/**
 * Writes the records by which Apex finds the named credentials of the source; callouts read their metadata.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_namedcredential.htm
 */
export function installNamedCredentials(rows: SetupRows, source: SourceTree): void {
  if (!source.schema.object('NamedCredential')) return;
  const kept = new Set<string>();
  for (const { fullName, xml } of source.components.get('NamedCredential') ?? []) {
    const values = {
      MasterLabel: text(xml, 'label') ?? fullName,
      Endpoint: text(xml, 'endpoint') ?? addressIn(xml),
      PrincipalType: text(xml, 'principalType') ?? null,
      CalloutOptionsAllowMergeFieldsInBody: flag(xml, 'allowMergeFieldsInBody'),
      CalloutOptionsAllowMergeFieldsInHeader: flag(xml, 'allowMergeFieldsInHeader'),
      CalloutOptionsGenerateAuthorizationHeader: text(xml, 'generateAuthorizationHeader') !== 'false',
      Language: 'en_US',
    };
    kept.add(rows.upsert('NamedCredential', { DeveloperName: fullName }, values));
  }
  rows.removeOthers('NamedCredential', kept);
}

/** Named credentials that are not legacy ones hold their address as a parameter. */
function addressIn(xml: XmlNode): string | null {
  const parameter = childNodes(xml, 'namedCredentialParameters').find((candidate) => text(candidate, 'parameterType') === 'Url');
  return (parameter && text(parameter, 'parameterValue')) ?? null;
}
