import { isReadOnly } from '../metadata/index.ts';
import { DmlErrors } from './errors.ts';
import { checkShareLevels, checkShareReasons, checkSharing } from './shares.ts';
import { refuseClosed } from './visible.ts';
import { alive, isChanged, type SaveStep, type WorkRow } from './work.ts';

/**
 * Object, field and record access of the running user, as the options ask for.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
 */
export function checkAccess(step: SaveStep, rows: readonly WorkRow[]): void {
  if (step.internal) return;
  const { object, event, options, ctx } = step;
  // Custom metadata is deployed, never saved: https://help.salesforce.com/s/articleView?id=platform.custommetadatatypes_limitations.htm
  if (object.kind === 'customMetadata' || isReadOnly(object)) {
    const refusal = DmlErrors.entityType(event === 'insert' ? 'inserted' : 'updated', objectLabel(step));
    rows.forEach((row) => row.errors.push(refusal));
    return;
  }
  if (options.enforcePermissions) {
    const allowed = event === 'insert' ? ctx.access.canCreate(object) : ctx.access.canEdit(object);
    if (!allowed) {
      const refusal = DmlErrors.entityType(event === 'insert' ? 'inserted' : 'updated', objectLabel(step));
      rows.forEach((row) => row.errors.push(refusal));
      return;
    }
    checkFields(step, rows);
  }
  checkShareLevels(step, rows);
  checkShareReasons(step, rows);
  if (options.enforceSharing && event === 'insert') checkSharing(step, rows);
  if (options.enforceSharing && event === 'update') {
    const living = alive(rows);
    const editable = ctx.access.editableRows(
      object,
      living.map((row) => row.id as string),
    );
    refuseClosed(
      step,
      living.filter((row) => !editable.has(row.id as string)),
    );
    checkTransfer(step, rows);
  }
}

/**
 * Who may edit a record may not always give it away: that takes its owner, somebody above, or Modify All.
 * https://help.salesforce.com/s/articleView?id=sales.admin_transfer.htm
 */
function checkTransfer(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const owner = object.fields.get('ownerid');
  const given = owner ? alive(rows).filter((row) => row.given.has(owner.apiName) && isChanged(row, owner)) : [];
  if (given.length === 0) return;
  const ids = given.map((row) => row.id as string);
  const transferable = ctx.access.transferableRows(object, ids);
  for (const row of given) if (!transferable.has(row.id as string)) row.errors.push(DmlErrors.readOnlyRecord());
}

export function objectLabel(step: Pick<SaveStep, 'object' | 'ctx'>): string {
  return step.ctx.translations.objectLabel(step.object.apiName, step.ctx.language);
}

function checkFields(step: SaveStep, rows: readonly WorkRow[]): void {
  const { object, ctx } = step;
  const editable = new Map<string, boolean>();
  const mayEdit = (name: string): boolean => {
    const known = editable.get(name);
    if (known !== undefined) return known;
    const field = ctx.store.schema.field(object, name);
    const may = field !== undefined && ctx.access.canEditField(object, field);
    editable.set(name, may);
    return may;
  };
  for (const row of alive(rows)) {
    const refused = [...row.given].filter((name) => !mayEdit(name));
    if (refused.length > 0) row.errors.push(DmlErrors.fieldSecurity(refused));
  }
}
