import type {
  ActionOptions,
  ActionResult,
  AnswerInput,
  AttemptView,
  CallbackInput,
  DeviceLinkInput,
  FinishInput,
  FinishResult,
  OptOutInput,
  OrderInput,
  QureInput,
  ReservationInput,
  SavedAnswers,
  StoreFilter,
  StoreView,
  Workspace,
} from '@callguide/contract';

/** The org refused what an expert asked for. `message` is what the expert would read. */
export class RefusedError extends Error {
  readonly code = 'REFUSED';
  readonly method: string;

  constructor(method: string, message: string) {
    super(`${method}: ${message}`);
    this.name = 'RefusedError';
    this.method = method;
  }
}

/** What an expert does at the task page, through the same Apex methods. */
export class Desk {
  readonly #url: string;
  readonly #token: string;

  /** @param url of the org, without a trailing slash */
  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  claimNext(): Promise<Workspace> {
    return this.#task('claimNext', {});
  }

  claim(taskId: string): Promise<Workspace> {
    return this.#task('claim', { taskId });
  }

  loadWorkspace(taskId: string): Promise<Workspace> {
    return this.#task('loadWorkspace', { taskId });
  }

  startAttempt(taskId: string): Promise<AttemptView> {
    return this.#task('startAttempt', { taskId });
  }

  saveAnswers(taskId: string, answers: readonly AnswerInput[]): Promise<SavedAnswers> {
    return this.#task('saveAnswers', { taskId, answers });
  }

  finish(taskId: string, input: FinishInput, takeNext: boolean): Promise<FinishResult> {
    return this.#task('finish', { taskId, input, takeNext });
  }

  scheduleCallback(taskId: string, callback: CallbackInput, takeNext: boolean): Promise<FinishResult> {
    return this.#task('scheduleCallback', { taskId, callback, takeNext });
  }

  findStores(taskId: string, filter: StoreFilter): Promise<StoreView[]> {
    return this.#action('findStores', { taskId, filter });
  }

  loadOptions(taskId: string): Promise<ActionOptions> {
    return this.#action('loadOptions', { taskId });
  }

  sendVouchers(taskId: string, requestKey: string): Promise<ActionResult> {
    return this.#action('sendVouchers', { taskId, requestKey, channel: null });
  }

  sendWallet(taskId: string, requestKey: string, platform: 'iOS' | 'Android'): Promise<ActionResult> {
    return this.#action('sendWallet', { taskId, requestKey, platform });
  }

  openQure(taskId: string, requestKey: string, input: QureInput): Promise<ActionResult> {
    return this.#action('openQure', { taskId, requestKey, input });
  }

  openDeviceLink(taskId: string, requestKey: string, input: DeviceLinkInput): Promise<ActionResult> {
    return this.#action('openDeviceLink', { taskId, requestKey, input });
  }

  /** @param value address; null for the one on record */
  startEmailVerification(taskId: string, requestKey: string, value: string | null): Promise<ActionResult> {
    return this.#action('startVerification', { taskId, requestKey, channel: 'Email', value });
  }

  confirmEmailVerification(taskId: string, code: string): Promise<ActionResult> {
    return this.#action('confirmVerification', { taskId, channel: 'Email', code });
  }

  recordOrder(taskId: string, requestKey: string, input: OrderInput): Promise<ActionResult> {
    return this.#action('recordOrder', { taskId, requestKey, input });
  }

  /** @param visitDate `YYYY-MM-DD` of the client's calendar */
  recordStore(taskId: string, requestKey: string, storeId: string, visitDate: string): Promise<ActionResult> {
    return this.#action('recordStore', { taskId, requestKey, storeId, visitDate });
  }

  reserve(taskId: string, requestKey: string, input: ReservationInput): Promise<ActionResult> {
    return this.#action('reserve', { taskId, requestKey, input });
  }

  handOver(taskId: string, requestKey: string, topic: string): Promise<ActionResult> {
    return this.#action('handOver', { taskId, requestKey, topic, comment: null });
  }

  optOut(taskId: string, input: OptOutInput): Promise<ActionResult> {
    return this.#action('optOut', { taskId, input });
  }

  #task<T>(method: string, parameters: object): Promise<T> {
    return this.#call('CallTaskController', method, parameters);
  }

  #action<T>(method: string, parameters: object): Promise<T> {
    return this.#call('ClientActionController', method, parameters);
  }

  /** @throws RefusedError with the reason the expert would read */
  async #call<T>(controller: string, method: string, parameters: object): Promise<T> {
    const response = await fetch(`${this.#url}/apex/${controller}/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    const text = await response.text();
    if (!response.ok) throw new RefusedError(method, reason(text));
    return (JSON.parse(text) as { returnValue: T }).returnValue;
  }
}

/** The sentence of an error answer; the whole answer when it has another form. */
function reason(text: string): string {
  try {
    const body = JSON.parse(text) as { message?: string; body?: { message?: string } } | { message?: string }[];
    const first = Array.isArray(body) ? body[0] : (body.body ?? body);
    return first?.message ?? text;
  } catch {
    return text;
  }
}
