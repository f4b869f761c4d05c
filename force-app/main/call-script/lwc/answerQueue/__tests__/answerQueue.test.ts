import fc from 'fast-check';
import type { AnswerInput } from '@callguide/contract';
import { AnswerQueue } from 'c/answerQueue';
import type { SaveState } from 'c/answerQueue';
import { ledger, NOW } from 'test/workspace';
import { settle } from 'test/dom';

const TASK = 'a00000000000001AAA';
const move = (stepKey: string, note?: string): { kind: 'Answer'; stepKey: string; note?: string } => ({ kind: 'Answer', stepKey, note });

/** A server that keeps a ledger, appends only, and fails when told to. */
class Server {
  readonly saved = new Map<number, AnswerInput>();
  readonly requests: number[][] = [];
  failing = false;

  readonly send = async (entries: AnswerInput[]): Promise<number> => {
    await Promise.resolve();
    this.requests.push(entries.map((entry) => entry.sequence!));
    if (this.failing) throw new Error('нет связи');
    for (const entry of entries) if (!this.saved.has(entry.sequence!)) this.saved.set(entry.sequence!, entry);
    return Math.max(0, ...this.saved.keys());
  };
}

const open = (server: Server, states: SaveState[] = []): AnswerQueue =>
  new AnswerQueue({
    taskId: TASK,
    send: server.send,
    onState: (state) => states.push(state),
    storage: localStorage,
    now: () => NOW,
  });

describe('AnswerQueue', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => jest.useRealTimers());

  it('saves answers in order, one request at a time, and says so', async () => {
    const server = new Server();
    const states: SaveState[] = [];
    const queue = open(server, states);
    queue.open([]);
    queue.add(move('a'));
    await Promise.resolve();
    queue.add(move('b'));
    queue.add(move('c'));
    expect(await queue.flush()).toBe(true);
    expect(server.requests).toEqual([[1], [2, 3]]);
    expect(states.at(-1)).toBe('saved');
    expect([...server.saved.values()].map((entry) => [entry.stepKey, entry.answeredAt])).toEqual([
      ['a', new Date(NOW).toISOString()],
      ['b', new Date(NOW).toISOString()],
      ['c', new Date(NOW).toISOString()],
    ]);
  });

  it('goes on counting after what the server has', async () => {
    const server = new Server();
    const queue = open(server);
    expect(queue.open(ledger('Answer a', 'Answer b'))).toHaveLength(2);
    expect(queue.add(move('c')).sequence).toBe(3);
    await queue.flush();
    expect([...server.saved.keys()]).toEqual([3]);
  });

  it('retries by itself, later and later, until saving works', async () => {
    const server = new Server();
    server.failing = true;
    const states: SaveState[] = [];
    const queue = open(server, states);
    queue.open([]);
    queue.add(move('a'));
    await settle();
    expect(states.at(-1)).toBe('unsaved');
    await jest.advanceTimersByTimeAsync(1000);
    await jest.advanceTimersByTimeAsync(3000);
    expect(server.requests).toHaveLength(3);
    server.failing = false;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(states.at(-1)).toBe('saved');
    expect(server.saved.size).toBe(1);
  });

  it('keeps what a closed tab could not save, and saves it next time', async () => {
    const server = new Server();
    server.failing = true;
    const lost = open(server);
    lost.open([]);
    lost.add(move('a'));
    lost.add(move('b'));
    await settle();
    lost.close();
    server.failing = false;
    const again = open(server);
    expect(again.open([]).map((entry) => entry.stepKey)).toEqual(['a', 'b']);
    expect(again.add(move('c')).sequence).toBe(3);
    await again.flush();
    expect([...server.saved.values()].map((entry) => entry.stepKey)).toEqual(['a', 'b', 'c']);
    expect(localStorage).toHaveLength(0);
  });

  it('does not repeat what the server already has', async () => {
    const server = new Server();
    server.failing = true;
    const lost = open(server);
    lost.open([]);
    lost.add(move('a'));
    lost.add(move('b'));
    await settle();
    lost.close();
    expect(open(server).open(ledger('Answer a'))).toHaveLength(2);
  });

  it('keeps typed words through a closed tab, and only until the server has them', async () => {
    const server = new Server();
    server.failing = true;
    const queue = open(server);
    queue.open([]);
    queue.add(move('a', 'Елена, Тверская 1'));
    await settle();
    queue.close();
    server.failing = false;
    const again = open(server);
    expect(again.open([])[0]?.note).toBe('Елена, Тверская 1');
    await again.flush();
    expect(server.saved.get(1)?.note).toBe('Елена, Тверская 1');
    expect(localStorage).toHaveLength(0);
  });

  it('throws away what was forgotten for more than a day', async () => {
    const server = new Server();
    server.failing = true;
    const queue = open(server);
    queue.open([]);
    queue.add(move('a', 'слова'));
    await settle();
    queue.close();
    const late = new AnswerQueue({ taskId: TASK, send: server.send, onState: () => undefined, storage: localStorage, now: () => NOW + 86_400_001 }); // prettier-ignore
    expect(late.open([])).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('lets two tabs on one task keep their words apart', async () => {
    const server = new Server();
    server.failing = true;
    const first = open(server);
    const second = open(server);
    first.open([]);
    second.open([]);
    first.add(move('a', 'из первой'));
    await settle();
    second.add(move('b', 'из второй'));
    await settle();
    first.close();
    second.close();
    expect(localStorage).toHaveLength(2);
    server.failing = false;
    const again = open(server);
    expect(again.open([]).map((entry) => entry.note)).toEqual(['из первой']);
    await again.flush();
    expect(localStorage).toHaveLength(0);
  });

  it('stops retrying when it is closed', async () => {
    const server = new Server();
    server.failing = true;
    const queue = open(server);
    queue.open([]);
    queue.add(move('a'));
    await settle();
    queue.close();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(server.requests).toHaveLength(1);
  });

  it('says that answers are unsaved when the server confirms less than it got', async () => {
    const states: SaveState[] = [];
    const queue = new AnswerQueue({ taskId: TASK, send: () => Promise.resolve(0), onState: (state) => states.push(state), now: () => NOW });
    queue.open([]);
    queue.add(move('a'));
    expect(await queue.flush()).toBe(false);
    expect(states.at(-1)).toBe('unsaved');
    queue.close();
  });

  it('works without storage and with broken leftovers', async () => {
    localStorage.setItem(`callguide.answers.${TASK}.1`, '{broken');
    const server = new Server();
    expect(open(server).open([])).toEqual([]);
    const full = { getItem: () => null, setItem: () => { throw new Error('QuotaExceededError'); }, removeItem: () => undefined } as unknown as Storage; // prettier-ignore
    const queue = new AnswerQueue({
      taskId: TASK,
      send: server.send,
      onState: () => undefined,
      storage: full,
      now: () => NOW,
    });
    queue.open([]);
    queue.add(move('a'));
    expect(await queue.flush()).toBe(true);
  });

  it('loses and doubles nothing, whenever the connection fails and the tab dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('add', 'fail', 'recover', 'reopen', 'wait'), { maxLength: 30 }), async (events) => {
        localStorage.clear();
        sessionStorage.clear();
        const server = new Server();
        let queue = open(server);
        queue.open([]);
        let added = 0;
        for (const event of events) {
          if (event === 'add') queue.add(move(`step${++added}`));
          // eslint-disable-next-line no-await-in-loop -- one thing after another is the point
          else if (event === 'wait') await jest.advanceTimersByTimeAsync(30_000);
          else if (event === 'reopen') {
            queue.close();
            // eslint-disable-next-line no-await-in-loop -- the next event meets a closed queue
            await settle();
            queue = open(server);
            queue.open([...server.saved.values()]);
          } else server.failing = event === 'fail';
        }
        server.failing = false;
        await queue.flush();
        await queue.flush();
        queue.close();
        expect([...server.saved.values()].map((entry) => entry.stepKey)).toEqual(
          Array.from({ length: added }, (_, index) => `step${index + 1}`),
        );
      }),
      { numRuns: 60 },
    );
  });
});
