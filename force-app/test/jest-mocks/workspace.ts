import type { ActionState, AnswerView, ClientView, LedgerEntry, ScriptView, StepView, Workspace } from '@callguide/contract';

/** 10:20 in Moscow, 14:20 in Novosibirsk, a Tuesday. */
export const NOW = Date.parse('2026-11-24T07:20:00Z');

export const answer = (key: string, nextStep?: string, more: Partial<AnswerView> = {}): AnswerView => ({
  key,
  label: `Ответ ${key}`,
  nextStep,
  ...more,
});

export const step = (key: string, more: Partial<StepView> = {}): StepView => ({
  key,
  kind: 'Say',
  stage: 'Начало',
  text: `Слова ${key}`,
  answers: [],
  ...more,
});

/** A small script with every kind of step, a detour and a hard stop. */
export const script = (): ScriptView => ({
  id: 'a0S000000000001AAA',
  key: 'retention',
  version: 1,
  title: 'Удержание',
  startStep: 'hello',
  steps: [
    step('hello', {
      kind: 'Ask',
      stage: 'Приветствие',
      answers: [
        answer('yes', 'record'),
        answer('later', 'bye', { callbackReason: 'Client Asked' }),
        answer('refuse', 'bye', { result: 'Refused' }),
      ],
    }),
    step('record', { stage: 'Запись', nextStep: 'uses' }),
    step('uses', {
      kind: 'Ask',
      stage: 'Использование',
      answers: [
        answer('yes', 'offer'),
        answer('no', 'price', { detour: true }),
        answer('quit', 'stop'),
        answer('other', 'bye', { outcome: 'Other', noteRequired: true }),
      ],
    }),
    step('offer', { kind: 'Act', stage: 'Услуги', action: 'Wallet', nextStep: 'bye' }),
    step('bye', { kind: 'End', stage: 'Прощание', outcome: 'Store Purchase' }),
    step('stop', { kind: 'Stop', stage: 'Стоп', nextStep: 'handoff' }),
    step('handoff', { kind: 'End', stage: 'Прощание', outcome: 'Non-Nicotine' }),
    step('price', { kind: 'Ask', stage: 'Возражение', objection: true, answers: [answer('convinced'), answer('more', 'price2')] }),
    step('price2', { stage: 'Возражение' }),
  ],
  objections: [
    { key: 'expensive', title: 'Дорого', startStep: 'price' },
    { key: 'think', title: 'Подумать', startStep: 'price2' },
  ],
});

export const client = (more: Partial<ClientView> = {}): ClientView => ({
  id: '003000000000001AAA',
  kind: 'Contact',
  name: 'Елена Г.',
  firstName: 'Елена',
  clientType: 'LAU',
  ageVerification: 'AV1',
  email: 'elena@example.com',
  emailVerified: true,
  city: 'Новосибирск',
  region: 'Новосибирская область',
  devices: [{ model: 'Duos', serialNumber: 'SN-1', registeredOn: '2026-09-12' }],
  vouchers: [
    { code: 'V-1', type: 'Voucher', amount: 750 },
    { code: 'V-2', type: 'Voucher', amount: 750 },
  ],
  cases: [{ id: '500000000000001AAA', caseNumber: '00001001', subject: 'B006', status: 'Открыто', openedAt: '2026-11-01T09:00:00.000Z' }],
  ...more,
});

/** The workspace of a task this expert is on, callable now. */
export const workspace = (more: Partial<Workspace> = {}): Workspace => ({
  task: {
    id: 'a00000000000001AAA',
    taskNumber: 'CLT-0000001',
    status: 'In Progress',
    attemptCount: 1,
    maxAttempts: 3,
    nextAttemptLabel: '2-я попытка из 3',
    callListName: 'Indirect Retail 30–90',
    audience: 'LAU',
    phone: '+79000000001',
    phoneDisplay: '+7 900 000-00-01',
    ownerName: 'Анна К.',
    heldByMe: true,
    open: true,
  },
  client: client(),
  clock: {
    now: new Date(NOW).toISOString(),
    clientTimeZone: 'Asia/Krasnoyarsk',
    zoneSource: 'Address',
    expertTimeZone: 'Europe/Moscow',
    windowStartMinutes: 540,
    windowEndMinutes: 1260,
    maxDaysAhead: 90,
    ringSeconds: 30,
  },
  verdict: { level: 'green', code: 'OK', reason: 'Можно звонить' },
  script: script(),
  ledger: [],
  outcomes: [
    { value: 'Store Purchase', label: 'Покупка в магазине', audience: 'Both' },
    { value: 'LAS No Purchase', label: 'LAS - нет покупки', audience: 'LAS' },
    { value: 'LAU Switched', label: 'LAU ушел на другое', audience: 'LAU' },
    { value: 'Non-Nicotine', label: 'Не употребляет никотин (деперсон.)', audience: 'Both' },
    { value: 'Other', label: 'Другое', audience: 'Both', commentRequired: true },
  ],
  slots: [
    { key: 'hour', label: 'Через час', at: '2026-11-24T08:20:00.000Z' },
    { key: 'tomorrow', label: 'Завтра утром', at: '2026-11-25T03:00:00.000Z' },
  ],
  timeline: [{ kind: 'attempt', title: '1-я попытка', detail: 'Не взял трубку', at: '2026-11-23T08:00:00.000Z' }],
  ...more,
});

/** A ledger from `kind stepKey answerKey` lines. */
export const ledger = (...lines: readonly string[]): LedgerEntry[] =>
  lines.map((line, index) => {
    const [kind, stepKey, answerKey] = line.split(' ');
    return { sequence: index + 1, kind: kind as LedgerEntry['kind'], stepKey, answerKey };
  });

/** An action that can be done now. */
export const action = (type: ActionState['type'], more: Partial<ActionState> = {}): ActionState => ({
  type,
  label: `Действие ${type}`,
  ready: true,
  status: 'None',
  channels: [],
  ...more,
});
