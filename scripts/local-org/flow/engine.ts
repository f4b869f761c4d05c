import { transaction, type ApexTransaction, type FlowEngine, type FlowInterview, type Transaction } from '../apex/index.ts';
import type { FlowRunner } from '../dml/index.ts';
import type { MetadataComponent, SourceTree } from '../metadata/index.ts';
import type { FlowDefinition } from './definition.ts';
import { prepared } from './faults.ts';
import { Frame, type InterviewContext } from './frame.ts';
import { readFlow } from './read.ts';
import { runInterviews } from './run.ts';
import { flowRunner, newGuid, startKeys, type TriggeredFlows } from './triggers.ts';

/** The API version from which a flow that Apex starts enforces sharing as the class does. */
const ENFORCES_SHARING = 62;

function isActive({ xml }: MetadataComponent): boolean {
  return xml['status'] === 'Active';
}

/** The flows of a source tree. Each is read when it is first needed. */
export class Flows implements FlowEngine, TriggeredFlows {
  readonly #source: SourceTree;
  readonly #components = new Map<string, MetadataComponent>();
  readonly #read = new Map<string, FlowDefinition>();
  /** Names of flows by what starts them. */
  readonly #started = new Map<string, string[]>();

  constructor(source: SourceTree) {
    this.#source = source;
    for (const component of source.components.get('Flow') ?? []) {
      this.#components.set(component.fullName.toLowerCase(), component);
      if (!isActive(component)) continue;
      for (const key of startKeys(component)) this.#started.set(key, [...(this.#started.get(key) ?? []), component.fullName]);
    }
  }

  has(key: string): boolean {
    return this.#started.has(key);
  }

  started(key: string): readonly FlowDefinition[] {
    return (this.#started.get(key) ?? []).flatMap((name) => this.find(name) ?? []);
  }

  runner(transaction: () => ApexTransaction): FlowRunner {
    return flowRunner(this, transaction as () => Transaction);
  }

  find(name: string): FlowDefinition | undefined {
    const component = this.#components.get(name.toLowerCase());
    return component && isActive(component) ? this.#flowOf(component) : undefined;
  }

  /** Throws FlowDefinitionError when the flow is not sound. */
  #flowOf(component: MetadataComponent): FlowDefinition {
    const key = component.fullName.toLowerCase();
    let flow = this.#read.get(key);
    if (!flow) this.#read.set(key, (flow = readFlow(component, this.#source.schema)));
    return flow;
  }

  interview(name: string, inputs: ReadonlyMap<string, unknown>): FlowInterview | undefined {
    const component = this.#components.get(name.toLowerCase());
    // Of a flow without an active version Apex starts the latest one.
    return component && new StartedInterview(this.#flowOf(component), inputs);
  }

  start(interviews: readonly FlowInterview[], sharing: boolean): readonly (Error | null)[] {
    const running = transaction();
    // An input that does not fit its variable is a fault too.
    return prepared(
      interviews,
      (interview) => {
        if (!(interview instanceof StartedInterview)) throw new TypeError('The interview is not one of these flows');
        return interview.begin({ transaction: running, find: (name) => this.find(name), guid: newGuid() }, sharing);
      },
      (_, frames) => runInterviews(frames),
    );
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
  readonly #inputs: ReadonlyMap<string, unknown>;
  #frame: Frame | undefined;

  constructor(flow: FlowDefinition, inputs: ReadonlyMap<string, unknown>) {
    this.#flow = flow;
    this.#inputs = new Map([...inputs].filter(([name]) => flow.variables.get(name.toLowerCase())?.isInput));
  }

  get name(): string {
    return this.#flow.name;
  }

  begin(context: Omit<InterviewContext, 'sharing'>, sharing: boolean): Frame {
    this.#frame = new Frame(this.#flow, { ...context, sharing: enforcesSharing(this.#flow, sharing) }, this.#inputs);
    return this.#frame;
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
