import type { SetupRows } from './rows.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * Every org has default business hours, which are open around the clock until they are changed.
 * https://help.salesforce.com/s/articleView?id=service.customize_supporthours.htm
 */
export function installBusinessHours(rows: SetupRows, timeZone: string): void {
  if (rows.find('BusinessHours', { IsDefault: true }).length > 0) return;
  const times = DAYS.flatMap((day) => [`${day}StartTime`, `${day}EndTime`]).map((field): [string, number] => [field, 0]);
  rows.insert('BusinessHours', {
    Name: 'Default',
    IsActive: true,
    IsDefault: true,
    TimeZoneSidKey: timeZone,
    ...Object.fromEntries(times),
  });
}
