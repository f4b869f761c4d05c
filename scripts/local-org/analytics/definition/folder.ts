import { UnsupportedFeatureError, type MetadataComponent } from '../../metadata/index.ts';
import { Element } from './element.ts';

/** A report or dashboard folder. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_folder.htm */
export interface FolderDef {
  readonly kind: 'Report' | 'Dashboard';
  /** Developer name; folders inside folders are `Outer/Inner`. */
  readonly fullName: string;
  readonly file: string;
  readonly name: string;
  readonly shares: readonly FolderShare[];
}

export interface FolderShare {
  readonly level: 'View' | 'EditAllContents' | 'Manage';
  /** Developer name of the group or role; username of a user; empty for all users. */
  readonly to: string;
  readonly type: ShareTarget;
}

const TARGETS = [
  'Group',
  'Role',
  'RoleAndSubordinates',
  'RoleAndSubordinatesInternal',
  'User',
  'AllInternalUsers',
  'Organization',
] as const;
export type ShareTarget = (typeof TARGETS)[number];

/** @throws AnalyticsError, UnsupportedFeatureError */
export function readFolder({ type, fullName, file, xml }: MetadataComponent): FolderDef {
  const root = new Element(xml, `folder ${fullName}`);
  const accessType = root.text('accessType');
  if (accessType !== undefined && accessType !== 'Public' && accessType !== 'Shared')
    throw new UnsupportedFeatureError(`folder ${fullName}: <accessType>${accessType}</accessType>`);
  // Of a folder from before enhanced folder sharing: what everybody may do with it.
  const open = root.text('publicFolderAccess');
  const folder: FolderDef = {
    kind: type === 'ReportFolder' ? 'Report' : 'Dashboard',
    fullName,
    file,
    name: root.required('name'),
    shares: [
      ...(open === undefined
        ? []
        : [{ level: open === 'ReadWrite' ? 'EditAllContents' : 'View', to: '', type: 'AllInternalUsers' } as const]),
      ...root.children('folderShares').map((share) => {
        const read: FolderShare = {
          level: share.oneOf('accessLevel', ['View', 'EditAllContents', 'Manage']),
          to: share.required('sharedTo'),
          type: share.oneOf('sharedToType', TARGETS),
        };
        share.done();
        return read;
      }),
    ],
  };
  root.done();
  return folder;
}
