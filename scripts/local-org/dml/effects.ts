import { assignProfiles } from './assignments.ts';
import { relateRecipients } from './emails.ts';
import { keepContacts } from './person-accounts.ts';
import type { SaveStep, WorkRow } from './work.ts';

type Effect = (step: SaveStep, saved: readonly WorkRow[]) => void;

/** What the platform saves along with records of these standard objects. */
const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ['Account', keepContacts],
  ['EmailMessage', relateRecipients],
  ['User', assignProfiles],
]);

/** Makes the rows that the platform keeps about records that were just inserted or updated. */
export function saveAlong(step: SaveStep, saved: readonly WorkRow[]): void {
  EFFECTS.get(step.object.apiName)?.(step, saved);
}
