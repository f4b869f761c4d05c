import { randomBytes } from 'node:crypto';
import { throwApex, transaction, type FlowEngine, type FlowInterview } from '../apex/index.ts';
import type { MetadataComponent, SourceTree } from '../metadata/index.ts';
import type { FlowDefinition } from './definition.ts';
import { Frame, type InterviewContext } from './frame.ts';
import { readFlow } from './read.ts';
import { runInterviews } from './run.ts';

/** What an unhandled fault says to who started the flow. */
const UNHANDLED = 'An unhandled fault has occurred in this flow';
const DETAILS =
  'An unhandled fault has occurred while processing the flow.  Please contact your system administrator for more information.';

const GUID_BYTES = 20;

/** The API version from which a flow that Apex starts enforces sharing as the class does. */
const ENFORCES_SHARING = 62;

/** The flows of a source tree. Each is read when it is first needed. */
export class Flows implements FlowEngine {
  readonly #source: SourceTree;
  readonly #components = new Map<string, MetadataComponent>();
  readonly #read = new Map<string, FlowDefinition>();

  constructor(source: SourceTree) {
    this.#source = source;
    for (const component of source.components.get('Flow') ?? []) {
      if (component.xml['status'] === 'Active') this.#components.set(component.fullName.toLowerCase(), component);
    }
  }

  /** The active flow of that name. Throws FlowDefinitionError when it is not sound. */
  find(name: string): FlowDefinition | undefined {
    const key = name.toLowerCase();
    const component = this.#components.get(key);
    if (!component) return undefined;
    let flow = this.#read.get(key);
    if (!flow) this.#read.set(key, (flow = readFlow(component, this.#source.schema)));
    return flow;
  }

  interview(name: string, inputs: ReadonlyMap<string, unknown>): FlowInterview | undefined {
    const flow = this.find(name);
    return flow && new StartedInterview(flow, (other) => this.find(other), inputs);
  }
}

/** Whether what a flow reads and saves is subject to the sharing of the running user. */
function enforcesSharing({ runInMode, apiVersion }: FlowDefinition, starter: boolean): boolean {
  if (runInMode === 'SystemModeWithSharing') return true;
  return runInMode === 'DefaultMode' && starter && apiVersion >= ENFORCES_SHARING;
}

/** An interview that Apex or a client starts. */
class StartedInterview implements FlowInterview {
  readonly #flow: FlowDefinition;
  readonly #find: InterviewContext['find'];
  readonly #inputs: ReadonlyMap<string, unknown>;
  #frame: Frame | undefined;

  constructor(flow: FlowDefinition, find: InterviewContext['find'], inputs: ReadonlyMap<string, unknown>) {
    this.#flow = flow;
    this.#find = find;
    this.#inputs = new Map([...inputs].filter(([name]) => flow.variables.get(name.toLowerCase())?.isInput));
  }

  get name(): string {
    return this.#flow.name;
  }

  start(sharing: boolean): void {
    const context = {
      transaction: transaction(),
      sharing: enforcesSharing(this.#flow, sharing),
      find: this.#find,
      guid: randomBytes(GUID_BYTES).toString('hex'),
    };
    this.#frame = new Frame(this.#flow, context, this.#inputs);
    const [fault] = runInterviews([this.#frame]);
    if (fault) throwApex('System.FlowException', `${UNHANDLED}\n${DETAILS}`);
  }

  value(variable: string): unknown {
    const known = this.#flow.variables.get(variable.toLowerCase());
    return known && (known.isOutput || known.isInput) ? (this.#frame?.values.get(variable.toLowerCase()) ?? null) : null;
  }

  outputs(): ReadonlyMap<string, unknown> {
    const { variables } = this.#flow;
    return new Map([...variables.values()].filter(({ isOutput }) => isOutput).map(({ name }) => [name, this.value(name)]));
  }
}
