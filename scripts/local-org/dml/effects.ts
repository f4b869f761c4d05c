import { assignProfiles } from './assignments.ts';
import { relateRecipients } from './emails.ts';
import type { SaveStep, WorkRow } from './work.ts';

type Effect = (step: SaveStep, saved: readonly WorkRow[]) => void;

/** What the platform saves along with records of these standard objects. */
const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ['EmailMessage', relateRecipients],
  ['User', assignProfiles],
]);

/** Makes the rows that the platform keeps about records that were just inserted or updated. */
export function saveAlong(step: SaveStep, saved: readonly WorkRow[]): void {
  EFFECTS.get(step.object.apiName)?.(step, saved);
}
