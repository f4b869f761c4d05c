import type { FieldValue } from '../../metadata/index.ts';
import { GoldenOrg, goldens, goldensIn } from './harness.ts';

const HOUR_MS = 3_600_000;
const org = new GoldenOrg();
/** An administrator makes business hours, Apex does not. */
org.store.transaction('write', () => {
  const hours = org.store.schema.object('BusinessHours')!;
  const times = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].flatMap((day): [string, number][] => [
    [`${day}StartTime`, 9 * HOUR_MS],
    [`${day}EndTime`, 17.5 * HOUR_MS],
  ]);
  const office: [string, FieldValue][] = [
    ['Id', org.store.nextId(hours)],
    ['Name', 'Office'],
    ['IsActive', true],
    ['TimeZoneSidKey', 'Europe/Paris'],
  ];
  org.store.insert(hours, [new Map([...office, ...times])]);
});
const OFFICE = `Id id = [SELECT Id FROM BusinessHours WHERE Name = 'Office'].Id; Long hour = ${HOUR_MS};`;
/** In winter Paris is one hour ahead of Greenwich. 2026-01-16 is a Friday. */
const at = (day: number, hour: number, minute = 0) => `Datetime.newInstanceGmt(2026, 1, ${day}, ${hour}, ${minute}, 0)`;
const show = (expression: string) => `${OFFICE} System.debug(${expression}.formatGmt('dd HH:mm'));`;
const value = (expression: string) => `${OFFICE} System.debug(${expression});`;

goldensIn(org, 'apex_classes_businesshours', [
  {
    says: 'every org has default business hours, which never close',
    apex: `BusinessHours hours = [SELECT Id, IsActive, MondayStartTime FROM BusinessHours WHERE IsDefault = TRUE];
      System.debug(hours.IsActive + ' ' + BusinessHours.isWithin(hours.Id, System.now()) + ' ' + BusinessHours.diff(hours.Id, ${at(1, 0)}, ${at(8, 0)}) / 3600000);
      System.debug(BusinessHours.add(hours.Id, ${at(16, 12)}, 36 * 3600000L).formatGmt('dd HH:mm'));`,
    prints: ['true true 168', '18 00:00'],
  },
  {
    says: 'an interval is added on open time only, over nights and weekends',
    apex: show(`BusinessHours.add(id, ${at(16, 15)}, 2 * hour)`),
    prints: ['19 08:30'],
  },
  {
    says: 'an interval that ends with the day ends then',
    apex: show(`BusinessHours.addGmt(id, ${at(16, 15)}, 90 * 60000L)`),
    prints: ['16 16:30'],
  },
  {
    says: 'from a moment out of hours it begins with the next opening',
    apex: show(`BusinessHours.add(id, ${at(17, 3)}, hour)`),
    prints: ['19 09:00'],
  },
  {
    says: 'a precision finer than a minute is ignored',
    apex: show(`BusinessHours.add(id, ${at(16, 10)}, 119999L)`),
    prints: ['16 10:01'],
  },
  {
    says: 'a negative interval goes back over open time',
    apex: show(`BusinessHours.add(id, ${at(19, 9)}, -2 * hour)`),
    prints: ['16 15:30'],
  },
  {
    says: 'the difference of two moments is the open time between them, in milliseconds',
    apex: value(`BusinessHours.diff(id, ${at(16, 15)}, ${at(19, 9)}) / 60000`),
    prints: ['150'],
  },
  {
    says: 'and negative when the end comes first',
    apex: value(`BusinessHours.diff(id, ${at(19, 9)}, ${at(16, 15)}) / 60000`),
    prints: ['-150'],
  },
  {
    says: 'a moment is within them from the opening on, and not at the closing any more',
    apex: value(
      `'' + BusinessHours.isWithin(id, ${at(16, 8)}) + BusinessHours.isWithin(id, ${at(16, 16, 29)}) + BusinessHours.isWithin(id, ${at(16, 16, 30)}) + BusinessHours.isWithin(id, ${at(17, 10)})`,
    ),
    prints: ['truetruefalsefalse'],
  },
  {
    says: 'the next start is the moment itself within business hours, else the next opening',
    apex: `${show(`BusinessHours.nextStartDate(id, ${at(16, 10)})`)} System.debug(BusinessHours.nextStartDate(id, ${at(16, 18)}).formatGmt('dd HH:mm'));`,
    prints: ['16 10:00', '19 08:00'],
  },
]);

goldens('apex_methods_system_userinfo', [
  { says: 'the currency of an org with one currency', apex: `System.debug(UserInfo.getDefaultCurrency());`, prints: ['USD'] },
]);
