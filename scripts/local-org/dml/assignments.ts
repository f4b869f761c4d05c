import { insertRecord } from './made.ts';
import type { SaveStep, WorkRow } from './work.ts';

const SET_OF_PROFILE = 'SELECT "Id" AS id FROM "PermissionSet" WHERE "IsOwnedByProfile" = 1 AND "ProfileId" = ?';
const FORMER = `SELECT a."Id" AS id FROM "PermissionSetAssignment" a JOIN "PermissionSet" p ON p."Id" = a."PermissionSetId"
  WHERE a."AssigneeId" = ? AND p."IsOwnedByProfile" = 1`;

/**
 * Users are assigned the permission set that their profile owns; that of a new profile takes the place of the former one.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionset.htm
 */
export function assignProfiles(step: SaveStep, users: readonly WorkRow[]): void {
  const { store } = step.ctx;
  const assignment = store.schema.object('PermissionSetAssignment');
  if (!assignment) return;
  for (const { id, old, values } of users) {
    const profileId = values.get('ProfileId') ?? null;
    if (id === null || profileId === (old?.get('ProfileId') ?? null)) continue;
    if (old) {
      const former = store.all(FORMER, [id]).map((row) => String(row.id));
      store.delete(assignment, former);
    }
    const set = store.get(SET_OF_PROFILE, [String(profileId)]);
    if (set) insertRecord(step, assignment, { AssigneeId: id, PermissionSetId: String(set.id), IsActive: true });
  }
}
