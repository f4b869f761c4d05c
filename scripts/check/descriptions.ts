import type { MetadataComponent, SourceTree } from '../local-org/metadata/index.ts';
import { text } from '../local-org/metadata/index.ts';
import type { Finding, Rule } from './finding.ts';

const described = [
  'CustomObject',
  'CustomField',
  'PermissionSet',
  'CustomPermission',
  'CustomApplication',
  'RecordType',
  'ReportType',
  'Report',
  'Dashboard',
];

/** Admins and supervisors meet these in Setup; without a description they have to guess. */
export function descriptions(source: SourceTree): Rule {
  return {
    name: 'what an admin sees has a description',
    find: () =>
      described.flatMap((type) =>
        (source.components.get(type) ?? [])
          .filter((component) => !isStandardObject(component) && !text(component.xml, 'description'))
          .map((component): Finding => ({ file: component.file, message: `${type} ${component.fullName} has no description` })),
      ),
  };
}

/** The file of a standard object only carries settings; the platform describes the object itself. */
function isStandardObject({ type, fullName }: MetadataComponent): boolean {
  return type === 'CustomObject' && !/__[a-z]+$/.test(fullName);
}
