import type { Connection } from 'jsforce';

export interface ClientSpec {
  readonly kind?: 'Contact' | 'Lead';
  /** `Key__c` of the call list. */
  readonly list: string;
  readonly firstName?: string;
  /** Unique when it is not said. */
  readonly lastName?: string;
  readonly ageVerification?: 'AV0' | 'AV1';
  readonly email?: string | null;
  readonly emailVerified?: boolean;
  readonly device?: boolean;
  readonly vouchers?: number;
  /** Whether the shop the lead had chosen reserves; no shop when it is not said. */
  readonly storeReserves?: boolean;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly taskFields?: Readonly<Record<string, unknown>>;
}

/** An invented client with a new task that waits in the queue. */
export interface Client {
  readonly id: string;
  readonly taskId: string;
  readonly phone: string;
}

let count = 0;

/** @throws Error with what the org said when a record was refused */
async function create(admin: Connection, object: string, fields: Record<string, unknown>): Promise<string> {
  const result = await admin.create(object, fields);
  if (!result.success) throw new Error(`${object}: ${JSON.stringify(result.errors)}`);
  return result.id;
}

async function idOf(admin: Connection, soql: string): Promise<string> {
  const { records } = await admin.query<{ Id: string }>(soql);
  if (!records[0]) throw new Error(`Nothing found: ${soql}`);
  return records[0].Id;
}

/** Another new task for a client, in the queue. */
export async function newTask(admin: Connection, list: string, client: Readonly<Record<string, unknown>>, phone: string): Promise<string> {
  return create(admin, 'Call_List_Task__c', {
    Call_List__c: await idOf(admin, `SELECT Id FROM Call_List__c WHERE Key__c = '${list}'`),
    OwnerId: await idOf(admin, "SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Call_List_Tasks'"),
    Client_Phone__c: phone,
    Time_Zone__c: 'Europe/Moscow',
    Zone_Source__c: 'Address',
    City_Of_Interest__c: 'Москва',
    Region__c: 'Москва',
    Status__c: 'New',
    Planned_Date__c: '2026-11-25',
    ...client,
  });
}

/** Invents a client in Moscow who fits the spec, with whatever belongs to them and a new task. The phone reaches nobody. */
export async function newClient(admin: Connection, spec: ClientSpec): Promise<Client> {
  const { kind = 'Contact', list, firstName = 'Лидия', ageVerification = 'AV1', email = null, emailVerified = false } = spec;
  const number = ++count;
  const phone = `+7972900${String(1000 + number)}`;
  const lau = !/lead|lending|selfreg|prospect/.test(list);
  const id = await create(admin, kind, {
    FirstName: firstName,
    LastName: spec.lastName ?? `Проверкина-${number}`,
    ...(kind === 'Lead' ? { Company: 'Проверкина' } : {}),
    Phone: phone,
    MobilePhone: phone,
    Email: email,
    Email_Verified__c: emailVerified,
    Age_Verification__c: ageVerification,
    Client_Type__c: lau ? 'LAU' : 'LAS',
    City__c: 'Москва',
    Region__c: 'Москва',
    Time_Zone__c: 'Europe/Moscow',
    Zone_Source__c: 'Address',
    ...(spec.storeReserves === undefined
      ? {}
      : {
          Chosen_Store__c: await idOf(
            admin,
            `SELECT Id FROM Store__c WHERE City__c = 'Москва' AND Reservation__c = ${String(spec.storeReserves)} ORDER BY Name LIMIT 1`,
          ),
        }),
    ...spec.fields,
  });
  if (spec.device)
    await create(admin, 'Device__c', {
      Contact__c: id,
      Serial_Number__c: `TEST${String(number).padStart(6, '0')}`,
      Model__c: 'Duos',
      Registered_On__c: '2026-09-20',
    });
  for (let index = 0; index < (spec.vouchers ?? 0); index++)
    await create(admin, 'Voucher__c', {
      Contact__c: id,
      Code__c: `TEST-${number}-${index}`,
      Type__c: index === 0 ? 'Referral' : 'Voucher',
      Amount__c: 500,
      Status__c: 'Active',
    });
  return { id, phone, taskId: await newTask(admin, list, { [kind === 'Lead' ? 'Lead__c' : 'Contact__c']: id, ...spec.taskFields }, phone) };
}

/** A client in Moscow whose device is broken, and the case that the stock manager has about it. */
export async function brokenDevice(
  admin: Connection,
  spec: Omit<ClientSpec, 'device'>,
): Promise<{ readonly caseId: string; readonly phone: string }> {
  const client = await newClient(admin, { ...spec, device: true });
  const caseId = await create(admin, 'Case', {
    ContactId: client.id,
    Device__c: await idOf(admin, `SELECT Id FROM Device__c WHERE Contact__c = '${client.id}'`),
    Opening_Point__c: await idOf(admin, "SELECT Id FROM Agency_Point__c WHERE City__c = 'Москва' ORDER BY Name LIMIT 1"),
    OwnerId: await idOf(admin, "SELECT Id FROM User WHERE Username = 'stock@callguide.example'"),
    Subject: 'B006',
    Status: 'Working',
    Priority: 'Medium',
  });
  return { caseId, phone: client.phone };
}
