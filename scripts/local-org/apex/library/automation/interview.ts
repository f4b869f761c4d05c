import type { SourceTree } from '../../../metadata/index.ts';
import type { ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import type { FlowEngine, FlowInterview } from '../../runtime/flows.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { CallSite, NativeTypeSpec } from '../../types.ts';

const INTERVIEW = 'Flow.Interview';

/** What an unhandled fault says to who started the flow. */
const UNHANDLED = 'An unhandled fault has occurred in this flow';
const DETAILS =
  'An unhandled fault has occurred while processing the flow.  Please contact your system administrator for more information.';

function flows(): FlowEngine {
  const { flows: engine } = current().host;
  if (!engine) throw new TypeError('The org has no flows');
  return engine;
}

type Inputs = ApexMap<string, unknown> | null;

/** `Flow.Interview`, and the class of each flow. */
class Interview extends ApexObject {
  readonly #interview: FlowInterview;

  constructor(interview: FlowInterview) {
    super();
    this.#interview = interview;
  }

  override get typeName(): string {
    return `${INTERVIEW}.${this.#interview.name}`;
  }

  start(site: CallSite): void {
    const [fault] = flows().start([this.#interview], site.sharing);
    if (fault) throwApex('System.FlowException', `${UNHANDLED}\n${DETAILS}`);
  }

  value(name: string | null): unknown {
    return name === null ? null : this.#interview.value(name);
  }
}

function create(name: string | null, inputs: Inputs): Interview {
  if (name === null || name === '') throwApex('System.NullPointerException', 'Argument cannot be null.');
  const interview = current().host.flows?.interview(name, new Map(inputs?.entries() ?? []));
  if (!interview) throwApex('System.TypeException', `Invalid type: ${name}`);
  return new Interview(interview);
}

/** Flows that Apex can start: those without screens and without an event that starts them. */
const AUTOLAUNCHED = 'AutoLaunchedFlow';

/** The classes of the autolaunched flows of a source tree: `Flow.Interview.Name`. */
export function flowTypes(source: SourceTree): readonly NativeTypeSpec[] {
  return (source.components.get('Flow') ?? [])
    .filter(({ xml }) => xml['processType'] === AUTOLAUNCHED)
    .map(({ fullName }) => ({
      name: `${INTERVIEW}.${fullName}`,
      extends: INTERVIEW,
      constructors: { '(Map<String, Object> inputs)': (inputs: Inputs) => create(fullName, inputs) },
    }));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Flow_Interview.htm */
export const interviewType: NativeTypeSpec = {
  name: INTERVIEW,
  statics: {
    'createInterview(String flowName, Map<String, Object> inputs): Flow.Interview': create,
    'createInterview(String namespace, String flowName, Map<String, Object> inputs): Flow.Interview': (
      namespace: string | null,
      name: string | null,
      inputs: Inputs,
    ) => create(namespace === null || namespace === '' || namespace === 'c' ? name : `${namespace}.${String(name)}`, inputs),
  },
  methods: {
    'start(): void': (interview: Interview, site: CallSite) => interview.start(site),
    'getVariableValue(String variableName): Object': (interview: Interview, name: string | null) => interview.value(name),
  },
  needsCallSite: ['start'],
};
