import timeZone from '@salesforce/i18n/timeZone';
import type { DayRow } from '@callguide/contract';
import { format } from 'c/labels';
import { formatMoment, formatTime } from 'c/zonedTime';
import { label } from './text';

/** One waiting task as the page shows it. */
export interface Row {
  readonly id: string;
  readonly name: string;
  /** Whose callback it is, or that it is new; call list; the client's clock. */
  readonly facts: string;
  /** Why it is its turn, or why it has to wait. */
  readonly why: string;
}

const GROUPS: Readonly<Record<NonNullable<DayRow['groupName']>, string>> = {
  'My Callback': label.mineGroup,
  'Released Callback': label.releasedGroup,
  New: label.newGroup,
};

/** @param now server time in epoch milliseconds: whose clock shows the same as the expert's needs no second time */
export function rowOf(row: DayRow, now: number): Row {
  const facts = [row.groupName && GROUPS[row.groupName], row.callListName, row.clientTime && format(label.clientTime, row.clientTime)];
  const isSameClock = row.clientTime === formatTime(now, timeZone);
  const from = row.nextAllowedAt && !isSameClock && format(label.from, formatMoment(Date.parse(row.nextAllowedAt), timeZone));
  return {
    id: row.taskId ?? '',
    name: row.clientName ?? row.taskNumber ?? '',
    facts: facts.filter(Boolean).join(' · '),
    why: [row.blockedReason ?? row.why, row.blockedReason && from].filter(Boolean).join('. '),
  };
}
