import type { Connection } from 'jsforce';

/** What a script's conditions ask of a client. */
export interface Variant {
  readonly kind: 'Contact' | 'Lead';
  readonly vouchers: 0 | 1 | 3;
  readonly age: 'AV0' | 'AV1';
  readonly email: 'none' | 'unverified' | 'verified';
  readonly sms: boolean;
  readonly devices: 0 | 1;
  /** Shop the prospect had chosen, with or without reservation. */
  readonly shop?: 'plain' | 'reservation';
}

const contacts: readonly Variant[] = [
  { kind: 'Contact', vouchers: 0, age: 'AV1', email: 'none', sms: true, devices: 0 },
  { kind: 'Contact', vouchers: 1, age: 'AV0', email: 'unverified', sms: true, devices: 1 },
  { kind: 'Contact', vouchers: 3, age: 'AV1', email: 'verified', sms: false, devices: 1 },
];
const leads: readonly Variant[] = [
  { kind: 'Lead', vouchers: 0, age: 'AV0', email: 'none', sms: true, devices: 0 },
  { kind: 'Lead', vouchers: 0, age: 'AV1', email: 'verified', sms: true, devices: 0, shop: 'plain' },
  { kind: 'Lead', vouchers: 0, age: 'AV0', email: 'unverified', sms: false, devices: 0, shop: 'reservation' },
];

/** Prospects are leads or have an account, and a lead may get one at any time, so their lists have both; clients always have one. */
export function variantsOf(audience: 'LAS' | 'LAU'): readonly Variant[] {
  return audience === 'LAU' ? contacts : [...contacts, ...leads];
}

/** Makes tasks with clients of any variant, the way a load does it. */
export class ScriptClients {
  readonly #admin: Connection;
  readonly #queue: string;
  readonly #shops: Readonly<Record<'plain' | 'reservation', string>>;
  #serial = 0;

  private constructor(admin: Connection, queue: string, shops: Record<'plain' | 'reservation', string>) {
    this.#admin = admin;
    this.#queue = queue;
    this.#shops = shops;
  }

  static async open(admin: Connection): Promise<ScriptClients> {
    const first = async (soql: string): Promise<string> => (await admin.query<{ Id: string }>(soql)).records[0]?.Id ?? '';
    const shop = (reservation: boolean) =>
      first(`SELECT Id FROM Store__c WHERE City__c = 'Москва' AND Reservation__c = ${reservation} LIMIT 1`);
    return new ScriptClients(admin, await first("SELECT Id FROM Group WHERE DeveloperName = 'Call_List_Tasks'"), {
      plain: await shop(false),
      reservation: await shop(true),
    });
  }

  /** @returns ids of new tasks of the list, each with a client of its own */
  async tasks(list: string, audience: 'LAS' | 'LAU', variant: Variant, count: number): Promise<string[]> {
    const serials = Array.from({ length: count }, () => ++this.#serial);
    const clients = await this.#create(
      variant.kind,
      serials.map((serial) => this.#client(serial, audience, variant)),
    );
    if (variant.kind === 'Contact') await this.#possessions(clients, variant);
    const lookup = variant.kind === 'Contact' ? 'Contact__c' : 'Lead__c';
    return this.#create(
      'Call_List_Task__c',
      serials.map((serial, index) => ({
        Key__c: `path-${serial}`,
        Call_List__r: { Key__c: list },
        [lookup]: clients[index],
        Client_Phone__c: phone(serial),
        Time_Zone__c: 'Europe/Moscow',
        Zone_Source__c: 'Address',
        City_Of_Interest__c: 'Москва',
        Status__c: 'New',
        OwnerId: this.#queue,
      })),
    );
  }

  #client(serial: number, audience: 'LAS' | 'LAU', variant: Variant): object {
    return {
      Key__c: `path-${serial}`,
      FirstName: 'Ольга',
      LastName: `Сценарий ${serial}`,
      MobilePhone: phone(serial),
      Email: variant.email === 'none' ? null : `path${serial}@example.com`,
      Email_Verified__c: variant.email === 'verified',
      Age_Verification__c: variant.age,
      Client_Type__c: audience,
      Do_Not_SMS__c: !variant.sms,
      City__c: 'Москва',
      Time_Zone__c: 'Europe/Moscow',
      Zone_Source__c: 'Address',
      ...(variant.kind === 'Lead' ? { Company: 'Нет', ...(variant.shop ? { Chosen_Store__c: this.#shops[variant.shop] } : {}) } : {}),
    };
  }

  async #possessions(clients: readonly string[], { vouchers, devices }: Variant): Promise<void> {
    await this.#create(
      'Device__c',
      clients
        .slice(0, devices * clients.length)
        .map((id) => ({ Key__c: `path-${id}`, Contact__c: id, Serial_Number__c: `P${id}`, Model__c: 'Duos' })),
    );
    await this.#create(
      'Voucher__c',
      clients.flatMap((id) =>
        Array.from({ length: vouchers }, (_, index) => ({
          Key__c: `path-${id}-${index}`,
          Contact__c: id,
          Code__c: `P-${id}-${index}`,
          Type__c: index === 0 ? 'Referral' : 'Voucher',
          Amount__c: 500,
          Status__c: 'Active',
        })),
      ),
    );
  }

  async #create(object: string, records: readonly object[]): Promise<string[]> {
    if (records.length === 0) return [];
    const results = await this.#admin.sobject(object).create([...records] as Record<string, unknown>[], { allOrNone: true });
    return results.map((result) => {
      if (!result.success) throw new Error(`${object}: ${JSON.stringify(result.errors)}`);
      return result.id;
    });
  }
}

/** In a range of the numbering plan that reaches nobody, apart from the numbers of the demo. */
function phone(serial: number): string {
  return `+7972${String(5_000_000 + serial)}`;
}
