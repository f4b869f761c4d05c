import { UnsupportedFeatureError } from '../../../metadata/index.ts';
import { ApexList, ApexMap } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { DataObject } from '../dataClass.ts';

/** What a flow that came to its end says beside its own outputs. */
const FINISHED = ['Flow__InterviewStatus', 'Finished'] as const;

type Parameters = ApexMap<string, unknown>;

const RESULT = 'Invocable.Action.Result';
const ERROR = 'Invocable.Action.Error';

/** `Invocable.Action`: a call of an action by its type and name, for one or many sets of parameters. */
class InvocableAction extends ApexObject {
  readonly type: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly standard: boolean;
  invocations: Parameters[] = [];

  constructor(type: string, name: string, namespace: string | null, standard: boolean) {
    super();
    this.type = type;
    this.name = name;
    this.namespace = namespace;
    this.standard = standard;
  }

  override get typeName(): string {
    return 'Invocable.Action';
  }

  /** The set of parameters that is filled now. */
  get last(): Parameters {
    if (this.invocations.length === 0) this.addInvocation();
    return this.invocations.at(-1)!;
  }

  addInvocation(): this {
    this.invocations.push(new ApexMap<string, unknown>('String', 'Object'));
    return this;
  }

  /** A copy that later changes of this one do not reach. */
  copy(): InvocableAction {
    const copy = new InvocableAction(this.type, this.name, this.namespace, this.standard);
    copy.invocations = this.invocations.map((parameters) => parameters.clone());
    return copy;
  }

  invoke(): ApexList<DataObject> {
    const invocations = this.invocations.length === 0 ? [this.last] : this.invocations;
    return new ApexList(RESULT, this.run(invocations));
  }

  private run(invocations: readonly Parameters[]): DataObject[] {
    const type = this.type.toLowerCase();
    if (!this.standard && type === 'apex') return this.runApex(invocations);
    if (this.standard || type !== 'flow') throw new UnsupportedFeatureError(`Invocable.Action of type ${this.type}`);
    return this.runFlow(invocations);
  }

  /** There is an interview for each set of parameters; all run together. */
  private runFlow(invocations: readonly Parameters[]): DataObject[] {
    const { flows } = current().host;
    const interviews = invocations.flatMap((parameters) => flows?.interview(this.name, new Map(parameters.entries())) ?? []);
    if (!flows || interviews.length < invocations.length)
      return invocations.map((parameters) => this.failed(parameters, 'INVALID_API_INPUT', `Invalid action name: ${this.name}`));
    const faults = flows.start(interviews, false);
    return invocations.map((parameters, index) => {
      if (faults[index]) return this.failed(parameters, 'UNKNOWN_EXCEPTION', 'An error occurred when executing a flow interview.');
      return this.result(parameters, true, new Map([...interviews[index]!.outputs(), FINISHED]), []);
    });
  }

  /** All sets of parameters go to the method of the class in one call. */
  private runApex(invocations: readonly Parameters[]): DataObject[] {
    const type = current().findType(this.name);
    if (!type?.invocable)
      return invocations.map((parameters) => this.failed(parameters, 'INVALID_API_INPUT', `Invalid action name: ${this.name}`));
    const outputs = type.invocable(
      invocations.map((parameters) => new Map([...parameters.entries()].map(([name, value]) => [name, value]))),
    );
    return invocations.map((parameters, index) => this.result(parameters, true, outputs[index] ?? new Map(), []));
  }

  private failed(parameters: Parameters, code: string, message: string): DataObject {
    const error = new DataObject(ERROR);
    error.values.set('Code', code);
    error.values.set('Message', message);
    return this.result(parameters, false, new Map(), [error]);
  }

  private result(
    parameters: Parameters,
    success: boolean,
    outputs: ReadonlyMap<string, unknown>,
    errors: readonly DataObject[],
  ): DataObject {
    const result = new DataObject(RESULT);
    const output = new ApexMap<string, unknown>('String', 'Object');
    for (const [name, value] of outputs) output.put(name, value);
    result.values.set('Success', success);
    result.values.set('Action', this);
    result.values.set('Errors', new ApexList(ERROR, [...errors]));
    result.values.set('InvocationParameters', parameters);
    result.values.set('OutputParameters', output);
    return result;
  }
}

function named(text: string | null): string {
  if (text === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
  return text;
}

const value = (object: DataObject, name: string): unknown => object.values.get(name) ?? null;

/** Reads members written as JSON into an object that has only getters. */
function reader(typeName: string, members: Readonly<Record<string, string>>): NonNullable<NativeTypeSpec['fromJson']> {
  return (member) => {
    const object = new DataObject(typeName);
    for (const [name, type] of Object.entries(members)) object.values.set(name, member(name, type));
    return object;
  };
}

/**
 * Code and text of the error of an unknown action, and the output name of a plain value, are the local org's own: they are not documented.
 * Apex actions and flows run; actions of other types are refused by name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Invocable_Action.htm
 */
export const invocableTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Invocable.Action',
    statics: {
      'createCustomAction(String type, String name): Invocable.Action': (type: string, name: string) =>
        new InvocableAction(named(type), named(name), null, false),
      'createCustomAction(String type, String namespace, String name): Invocable.Action': (type: string, namespace: string, name: string) =>
        new InvocableAction(named(type), named(name), namespace, false),
      'createStandardAction(String type): Invocable.Action': (type: string) => new InvocableAction(named(type), named(type), null, true),
    },
    methods: {
      'addInvocation(): Invocable.Action': (action: InvocableAction) => action.addInvocation(),
      'clearInvocations(): Invocable.Action': (action: InvocableAction) => {
        action.invocations = [];
        return action;
      },
      'clone(): Object': (action: InvocableAction) => action.copy(),
      'getName(): String': (action: InvocableAction) => action.name,
      'getNamespace(): String': (action: InvocableAction) => action.namespace,
      'getType(): String': (action: InvocableAction) => action.type,
      'invoke(): List<Invocable.Action.Result>': (action: InvocableAction) => action.invoke(),
      'isStandard(): Boolean': (action: InvocableAction) => action.standard,
      'setInvocationParameter(String name, Object value): Invocable.Action': (action: InvocableAction, name: string, given: unknown) => {
        action.last.put(name, given);
        return action;
      },
      'setInvocations(List<Map<String, Object>> invocations): Invocable.Action': (action: InvocableAction, list: ApexList<Parameters>) => {
        action.invocations = [...list.items];
        return action;
      },
    },
  },
  {
    name: RESULT,
    methods: {
      'getAction(): Invocable.Action': (result: DataObject) => value(result, 'Action'),
      'getErrors(): List<Invocable.Action.Error>': (result: DataObject) => value(result, 'Errors'),
      'getInvocationParameters(): Map<String, Object>': (result: DataObject) => value(result, 'InvocationParameters'),
      'getOutputParameters(): Map<String, Object>': (result: DataObject) => value(result, 'OutputParameters'),
      'isSuccess(): Boolean': (result: DataObject) => result.flag('Success'),
    },
    fromJson: reader(RESULT, {
      Success: 'Boolean',
      Errors: `List<${ERROR}>`,
      InvocationParameters: 'Map<String,Object>',
      OutputParameters: 'Map<String,Object>',
    }),
    unsupported: ['clone'],
  },
  {
    name: ERROR,
    methods: {
      'getCode(): String': (error: DataObject) => value(error, 'Code'),
      'getMessage(): String': (error: DataObject) => value(error, 'Message'),
    },
    fromJson: reader(ERROR, { Code: 'String', Message: 'String' }),
    unsupported: ['clone'],
  },
];
