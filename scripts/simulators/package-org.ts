/** A local org with the package and an expert in it, its outside services simulated. For tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../local-org/index.ts';
import { startSimulators, type Simulators } from './index.ts';

const ADMIN = 'admin@callguide.example';
const EXPERT = 'expert@callguide.example';
const DATA = '/services/data/v65.0';

/** Who asks: the administrator loads data, the expert works. */
export type Persona = 'admin' | 'expert';

export class PackageOrg {
  readonly simulators: Simulators;
  readonly #server: Awaited<ReturnType<typeof startServer>>;
  readonly #folder: string;
  readonly #tokens = new Map<Persona, string>();
  /** Id of the expert. */
  expertId = '';

  private constructor(simulators: Simulators, server: Awaited<ReturnType<typeof startServer>>, folder: string) {
    this.simulators = simulators;
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<PackageOrg> {
    const folder = mkdtempSync(join(tmpdir(), 'package-org-'));
    const simulators = await startSimulators();
    const server = await startServer({
      sourceDirs: ['force-app'],
      dataFile: join(folder, 'org.db'),
      adminUsername: ADMIN,
      port: 0,
      projectDir: folder,
      namedCredentials: simulators.namedCredentials,
      // two at once: presses that come together really race
      workers: 2,
    });
    const org = new PackageOrg(simulators, server, folder);
    org.#tokens.set('admin', await org.#token(ADMIN));
    const [admin] = await org.query(`SELECT Id FROM User WHERE Username = '${ADMIN}'`);
    await org.#assign(admin?.['Id'], 'Call_Guide_Admin');
    await org.#createExpert();
    return org;
  }

  async stop(): Promise<void> {
    await this.#server.close();
    await this.simulators.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @throws Error with the body of the answer when it is no success */
  async api(method: string, path: string, persona: Persona, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#server.url + path, {
      method,
      headers: { authorization: `Bearer ${this.#tokens.get(persona) ?? ''}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text === '' ? undefined : JSON.parse(text);
  }

  async create(object: string, fields: object, persona: Persona = 'admin'): Promise<string> {
    return ((await this.api('POST', `${DATA}/sobjects/${object}`, persona, fields)) as { id: string }).id;
  }

  async update(object: string, id: string, fields: object, persona: Persona = 'admin'): Promise<void> {
    await this.api('PATCH', `${DATA}/sobjects/${object}/${id}`, persona, fields);
  }

  async query(soql: string, persona: Persona = 'admin'): Promise<Record<string, unknown>[]> {
    const answer = await this.api('GET', `${DATA}/query?q=${encodeURIComponent(soql)}`, persona);
    return (answer as { records: Record<string, unknown>[] }).records;
  }

  /** Calls a method as components do. */
  async apex(className: string, method: string, parameters: object): Promise<unknown> {
    return ((await this.api('POST', `/apex/${className}/${method}`, 'expert', parameters)) as { returnValue: unknown }).returnValue;
  }

  /** E-mails sent since they were forgotten, newest first. */
  async emails(): Promise<{ to: string[]; plainTextBody: string }[]> {
    const answer = await this.api('GET', '/local/outbox?kind=email', 'admin');
    return (answer as { entries: { to: string[]; plainTextBody: string }[] }).entries;
  }

  /** Forgets all messages and faults. */
  async forgetMessages(): Promise<void> {
    this.simulators.sms.clear();
    this.simulators.wallet.clear();
    this.simulators.faults.clear();
    await this.api('DELETE', '/local/outbox', 'admin');
  }

  async #token(username: string): Promise<string> {
    const response = await fetch(`${this.#server.url}/local/token`, {
      method: 'POST',
      headers: { 'x-local-secret': this.#server.localSecret },
      body: JSON.stringify({ username }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  async #assign(userId: unknown, permissionSet: string): Promise<void> {
    const [set] = await this.query(`SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`);
    await this.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set?.['Id'] });
  }

  async #createExpert(): Promise<void> {
    const [profile] = await this.query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    this.expertId = await this.create('User', {
      Username: EXPERT,
      LastName: 'Ким',
      FirstName: 'Анна',
      Email: EXPERT,
      Alias: 'expert',
      CommunityNickname: 'expert',
      TimeZoneSidKey: 'Europe/Moscow',
      LocaleSidKey: 'ru_RU',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'ru',
      ProfileId: profile?.['Id'],
      IsActive: true,
    });
    await this.#assign(this.expertId, 'Call_Guide_Expert');
    this.#tokens.set('expert', await this.#token(EXPERT));
  }
}
