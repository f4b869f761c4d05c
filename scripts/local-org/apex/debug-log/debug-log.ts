import type { LimitMeter } from '../runtime/context.ts';
import type { RunningUser } from '../runtime/host.ts';
import { ApexException, apexFrames, asApexError } from '../runtime/exception.ts';
import { zoneName } from '../runtime/text/index.ts';
import { zoneOffset } from '../runtime/values/index.ts';
import { EVENTS, type LogEvent } from './events.ts';
import { describeLevels, includes, type LogLevel, type LogLevels } from './levels.ts';
import { limitLines } from './limit-usage.ts';
import { LogText } from './log-text.ts';

/** API version in the first line. */
const API_VERSION = '65.0';
/** What stands for the line of what no line of Apex did. */
const EXTERNAL = '[EXTERNAL]';

export type CodeObject = 'ApexClass' | 'ApexTrigger';

export interface DebugLogOptions {
  readonly levels: LogLevels;
  readonly user: Pick<RunningUser, 'id' | 'username' | 'timeZone' | 'locale'>;
  /** Epoch ms of the beginning of the request. */
  readonly startedAt: number;
  /** Levels of single classes and triggers while they run, by their lower-cased names. */
  readonly overrides?: ReadonlyMap<string, LogLevels>;
  /** Id of a class or trigger; undefined for code without a record. */
  idOf?(object: CodeObject, name: string): string | undefined;
}

/** A piece of work that the platform enters from outside: a trigger, a test method, an anonymous block. */
export interface CodeUnit {
  readonly name: string;
  /** The record of the code. */
  readonly code?: readonly [object: CodeObject, name: string];
  /** `__sfdc_trigger/Name` */
  readonly typeRef?: string;
}

/** A call of code that is compiled for logging. */
interface Frame {
  line: number;
  /** Levels to go back to, and what had set others. */
  readonly before: { readonly levels: LogLevels; readonly object: CodeObject; readonly code: string } | undefined;
}

/**
 * The debug log of one request or transaction. What it is told is written when the levels say so.
 * https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm
 */
export class DebugLog {
  readonly #options: DebugLogOptions;
  readonly #text = new LogText();
  readonly #started = performance.now();
  readonly #zone: number;
  readonly #frames: Frame[] = [];
  readonly #thrown = new WeakSet<Error>();
  readonly #fatal = new WeakSet<Error>();
  #levels: LogLevels;
  #units = 0;
  #failure: string | undefined;
  #began = false;
  #finished: string | undefined;

  constructor(options: DebugLogOptions) {
    this.#options = options;
    this.#levels = options.levels;
    this.#zone = zoneOffset(options.user.timeZone, options.startedAt);
    this.#text.begin(`${API_VERSION} ${describeLevels(options.levels)}`);
  }

  /** Whether code has to be compiled for logging: calls are logged, or classes have levels of their own. */
  get tracesCalls(): boolean {
    const { levels, overrides } = this.#options;
    return (overrides?.size ?? 0) > 0 || includes(levels.APEX_CODE, EVENTS.METHOD_ENTRY[1]);
  }

  /** Nothing has been logged yet. */
  get isEmpty(): boolean {
    return !this.#began;
  }

  get userId(): string {
    return this.#options.user.id;
  }

  get startedAt(): number {
    return this.#options.startedAt;
  }

  /** Whole milliseconds since the log was begun. */
  get durationMs(): number {
    return Math.round(performance.now() - this.#started);
  }

  /** `Success`, or what ended a code unit. */
  get status(): string {
    return this.#failure ?? 'Success';
  }

  /** Shows the source of an anonymous block below the first line. */
  showScript(source: string): void {
    for (const line of source.split(/\r?\n/)) this.#text.begin(`Execute Anonymous: ${line}`);
  }

  logs(event: LogEvent): boolean {
    const [category, level] = EVENTS[event];
    return includes(this.#levels[category], level);
  }

  /** An event without a place in Apex. */
  event(event: LogEvent, ...details: readonly string[]): void {
    if (this.logs(event)) this.#write(event, details);
  }

  /** An event of the line of Apex that runs now. */
  at(event: LogEvent, ...details: readonly string[]): void {
    if (this.logs(event)) this.#write(event, [this.place(), ...details]);
  }

  /** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm (debug) */
  debug(level: LogLevel, message: string): void {
    if (includes(this.#levels.APEX_CODE, level)) this.#write('USER_DEBUG', [this.place(), level, message]);
  }

  /** Logs an exception of Apex the first time it is seen. */
  thrown(error: unknown): void {
    if (!(error instanceof ApexException) || this.#thrown.has(error)) return;
    this.#thrown.add(error);
    const line = error.frames[0]?.line;
    this.event('EXCEPTION_THROWN', line === undefined ? EXTERNAL : `[${line}]`, summaryOf(error));
  }

  /** Runs a code unit. @param limits what it has used, asked for at the end of the outermost one */
  unit<T>({ name, code, typeRef }: CodeUnit, limits: () => LimitMeter, work: () => T): T {
    const ref = typeRef === undefined ? [] : [typeRef];
    this.event('CODE_UNIT_STARTED', EXTERNAL, ...(code ? [this.idOf(...code)] : []), name, ...ref);
    this.#units++;
    this.#frames.push({ line: 0, before: undefined });
    try {
      return work();
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#frames.pop();
      this.#units--;
      if (this.#units === 0) this.#limits(limits());
      this.event('CODE_UNIT_FINISHED', name, ...ref);
    }
  }

  /** Enters a call of code compiled for logging. @param code its top-level class or trigger */
  enter(object: CodeObject, code: string, line: number): void {
    const levels = this.#options.overrides?.get(code.toLowerCase());
    const before = levels && levels !== this.#levels ? { levels: this.#levels, object, code } : undefined;
    if (before) this.#traceFlags('PUSH_TRACE_FLAGS', object, code, levels!);
    this.#frames.push({ line, before });
    if (before) this.#levels = levels!;
  }

  leave(): void {
    const before = this.#frames.pop()?.before;
    if (!before) return;
    this.#traceFlags('POP_TRACE_FLAGS', before.object, before.code, before.levels);
    this.#levels = before.levels;
  }

  /** Code compiled for logging is at that line. */
  line(line: number): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.line = line;
    if (this.logs('STATEMENT_EXECUTE')) this.#write('STATEMENT_EXECUTE', [`[${line}]`]);
  }

  /** 15 characters; empty for code without a record, such as the classes of an anonymous block. */
  idOf(object: CodeObject, name: string): string {
    return this.#options.idOf?.(object, name)?.slice(0, 15) ?? '';
  }

  /** The whole log. What happens afterwards is not logged. */
  finish(): string {
    if (this.#finished !== undefined) return this.#finished;
    if (this.#began) this.event('EXECUTION_FINISHED');
    return (this.#finished = this.#text.toString());
  }

  #fail(error: unknown): void {
    const apex = asApexError(error);
    this.thrown(apex);
    if (!(apex instanceof Error) || this.#fatal.has(apex)) return;
    this.#fatal.add(apex);
    this.#failure = apex instanceof ApexException ? summaryOf(apex) : apex.message;
    const trace = apex instanceof ApexException ? `\n\n${apex.stackTraceString}` : '';
    this.event('FATAL_ERROR', `${this.#failure}${trace}`);
  }

  /**
   * Documented at FINEST, but the documentation's own examples of logs show it at INFO, between the other two.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_debugging_debug_log.htm
   */
  #limits(limits: LimitMeter): void {
    if (!this.logs('CUMULATIVE_LIMIT_USAGE')) return;
    this.event('CUMULATIVE_LIMIT_USAGE');
    this.event('LIMIT_USAGE_FOR_NS', '(default)', `\n${limitLines(limits)}\n`);
    this.event('CUMULATIVE_LIMIT_USAGE_END');
  }

  #traceFlags(event: 'PUSH_TRACE_FLAGS' | 'POP_TRACE_FLAGS', object: CodeObject, code: string, levels: LogLevels): void {
    this.at(event, this.idOf(object, code), code, describeLevels(levels));
  }

  /** The line of Apex that runs now: `[12]`. */
  place(): string {
    const line = this.#frames.at(-1)?.line || apexFrames(new Error().stack)[0]?.line;
    return line === undefined ? EXTERNAL : `[${line}]`;
  }

  #write(event: LogEvent, details: readonly string[]): void {
    if (!this.#began) this.#begin();
    this.#text.add([this.#time(), event, ...details].join('|'));
  }

  /** Who runs it and that it runs; these stay when the log is cut. */
  #begin(): void {
    this.#began = true;
    const { user, startedAt } = this.#options;
    const minutes = this.#zone / 60_000;
    const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
    const offset = `GMT${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
    const zone = `(${offset}) ${zoneName(user.timeZone, startedAt, 'long', user.locale)} (${user.timeZone})`;
    if (this.logs('USER_INFO')) {
      this.#text.begin(`${this.#time()}|USER_INFO|${EXTERNAL}|${user.id.slice(0, 15)}|${user.username}|${zone}|${offset}`);
    }
    if (this.logs('EXECUTION_STARTED')) this.#text.begin(`${this.#time()}|EXECUTION_STARTED`);
  }

  /** Time of day in the user's zone, and nanoseconds since the beginning: `16:06:58.18 (18043585)`. */
  #time(): string {
    const elapsed = performance.now() - this.#started;
    const moment = new Date(Math.floor(this.#options.startedAt / 1000) * 1000 + this.#zone + elapsed);
    return `${moment.toISOString().slice(11, 19)}.${moment.getUTCMilliseconds()} (${Math.round(elapsed * 1e6)})`;
  }
}

/** `System.DmlException: message` */
function summaryOf(error: ApexException): string {
  return `${error.typeName}: ${error.apexMessage ?? 'Script-thrown exception'}`;
}
