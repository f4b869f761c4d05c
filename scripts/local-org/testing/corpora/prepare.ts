import type { openOrg } from '../../api/index.ts';
import { loadSource } from '../../metadata/index.ts';
import { sourceFolder, xml } from '../source-folder.ts';

type Org = ReturnType<typeof openOrg>;

/** Stands for the administrator's profile with all custom fields of a codebase. */
export const ALL_FIELDS = '*';

/**
 * A temporary source folder with the administrator's profile, which opens every custom field the folders declare. `remove`
 * deletes it. `definitionFile` as of {@link loadSource}. https://cumulusci.readthedocs.io/en/stable/tasks.html (update_admin_profile)
 */
export function folderOfAllFields(folders: readonly string[], definitionFile?: string): { dir: string; remove: () => void } {
  const { schema } = loadSource(folders, undefined, definitionFile);
  const fields = [...schema.objects.values()].flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => field.custom && !field.required && object.kind !== 'customMetadata' && object.kind !== 'platformEvent')
      .map((field) => {
        const editable = field.formula === undefined && field.summary === undefined && field.type !== 'AutoNumber';
        const name = `${object.apiName}.${field.apiName}`;
        return `<fieldPermissions><field>${name}</field><readable>true</readable><editable>${editable}</editable></fieldPermissions>`;
      }),
  );
  return sourceFolder({ 'profiles/Admin.profile-meta.xml': xml('Profile', fields.join('')) });
}

/**
 * Gives the administrator the permission sets, as the instructions of a codebase do before its tests run.
 * @throws Error when there is no permission set of such a name
 */
export function assignPermissionSets(org: Org, names: readonly string[]): void {
  const sets = names.filter((name) => name !== ALL_FIELDS);
  if (sets.length === 0) return;
  const list = sets.map((name) => `'${name}'`).join(', ');
  const apex = `List<PermissionSetAssignment> all = new List<PermissionSetAssignment>();
    for (String name : new List<String>{ ${list} })
      all.add(new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = :name].Id));
    insert all;`;
  const result = org.transaction('write', () => org.session(org.adminId).executeAnonymous(apex));
  if (!result.success) throw new Error(`Permission sets ${sets.join(', ')}: ${result.exceptionMessage ?? result.compileProblem}`);
}
