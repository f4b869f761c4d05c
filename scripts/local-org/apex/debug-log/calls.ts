import { asApexError } from '../runtime/exception.ts';
import type { CodeObject, DebugLog } from './debug-log.ts';
import { addressOf, loggedText } from './values.ts';

type CallKind = 'method' | 'constructor' | 'class' | 'script';

/** What code compiled for logging tells the log of the running transaction, as `R.logging`. */
export interface CallLogging {
  /** @param top name of the top-level class or trigger @param cls `Outer.Inner` @param signature `name(Type, Type)` or `<init>()` */
  enter(kind: CallKind, object: CodeObject, top: string, cls: string, signature: string, line: number): void;
  leave(): void;
  /** Logs what a call throws, and gives it back as what it means in Apex. */
  thrown(error: unknown): unknown;
  line(line: number): void;
  /** A variable comes into being; gives its value, null when it has none yet. */
  declare(name: string, type: string, value?: unknown): unknown;
  /** A variable or field gets a value, which is given back. */
  assign(name: string, value: unknown): unknown;
}

/** A call that has not returned. */
interface Entered {
  readonly kind: CallKind;
  readonly place: string;
  readonly id: string;
  readonly cls: string;
  readonly signature: string;
}

/** @param running the log of the running transaction, if it has one */
export function callLogging(running: () => DebugLog | undefined): CallLogging {
  // One stack for each log: an exhausted stack of JavaScript may cut one short.
  const stacks = new WeakMap<DebugLog, Entered[]>();
  return {
    enter(kind, object, top, cls, signature, line) {
      const log = running();
      if (!log) return;
      // Calls are logged where the caller stands, at the levels of what is called.
      const place = kind === 'class' ? '[1]' : log.place();
      const call = { kind, place, id: kind === 'script' ? '' : log.idOf('ApexClass', top), cls, signature };
      const entered = stacks.get(log);
      if (entered) entered.push(call);
      else stacks.set(log, [call]);
      log.enter(object, top, line);
      if (kind === 'method') log.event('METHOD_ENTRY', place, call.id, `${cls}.${signature}`);
      else if (kind === 'constructor') log.event('CONSTRUCTOR_ENTRY', place, call.id, signature, cls);
      // A static initialiser is shown as a method with the name of its class.
      else if (kind === 'class') log.event('METHOD_ENTRY', place, call.id, `${cls}.${cls.split('.').at(-1)!}()`);
    },
    leave() {
      const log = running();
      const call = log && stacks.get(log)?.pop();
      if (!call) return;
      const { kind, place, id, cls, signature } = call;
      if (kind === 'method') log.event('METHOD_EXIT', place, id, `${cls}.${signature}`);
      else if (kind === 'constructor') log.event('CONSTRUCTOR_EXIT', place, id, signature, cls);
      else if (kind === 'class') log.event('METHOD_EXIT', place, cls.split('.').at(-1)!);
      log.leave();
    },
    thrown(error) {
      const apex = asApexError(error);
      running()?.thrown(apex);
      return apex;
    },
    line(line) {
      running()?.line(line);
    },
    declare(name, type, value) {
      const log = running();
      if (log?.logs('VARIABLE_SCOPE_BEGIN')) {
        // Whether it refers to something else, and whether it is static.
        log.at('VARIABLE_SCOPE_BEGIN', name, type, String(!PRIMITIVES.has(type.toLowerCase())), 'false');
        if (value !== undefined) assigned(log, name, value);
      }
      return value ?? null;
    },
    assign(name, value) {
      const log = running();
      if (log?.logs('VARIABLE_ASSIGNMENT')) assigned(log, name, value);
      return value;
    },
  };
}

const PRIMITIVES = new Set(['boolean', 'date', 'datetime', 'decimal', 'double', 'id', 'integer', 'long', 'string', 'time']);

function assigned(log: DebugLog, name: string, value: unknown): void {
  const address = addressOf(value);
  log.at('VARIABLE_ASSIGNMENT', name, loggedText(value), ...(address === undefined ? [] : [address]));
}
