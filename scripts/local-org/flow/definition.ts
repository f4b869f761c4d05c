import type { SObjectDef } from '../metadata/index.ts';
import type { FlowFault } from './errors.ts';
import type { Frame } from './frame.ts';

/** Types of flow resources, as the Metadata API spells them, in lower case. */
export type DataType =
  'apex' | 'boolean' | 'currency' | 'date' | 'datetime' | 'multipicklist' | 'number' | 'picklist' | 'sobject' | 'string' | 'time';

/** What a resource can hold. */
export interface ResourceType {
  readonly dataType: DataType;
  readonly isCollection: boolean;
  /** Object of records, class of Apex-defined values. */
  readonly of?: string | undefined;
  /** Digits after the point of numbers. */
  readonly scale?: number | undefined;
}

export interface FlowVariable extends ResourceType {
  readonly name: string;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  readonly initial?: (frame: Frame) => unknown;
}

/** A constant, formula or text template: worked out when it is read. */
export interface FlowResource {
  readonly type: ResourceType;
  readonly value: (frame: Frame) => unknown;
}

/** An element that only concerns its own interview. */
export interface PlainElement {
  readonly name: string;
  /** @returns the name of the next element, null at the end */
  run(frame: Frame): string | null;
}

/**
 * An element that all interviews which have come to it carry out together.
 * https://help.salesforce.com/s/articleView?id=platform.flow_concepts_bulkification.htm
 */
export interface BulkElement {
  readonly name: string;
  readonly next: string | null;
  readonly faultNext: string | null;
  /** @returns for each interview what went wrong with it */
  runAll(frames: readonly Frame[]): readonly (FlowFault | null)[];
}

/** An element that runs another flow within the interview. */
export interface SubflowElement {
  readonly name: string;
  readonly next: string | null;
  enter(frame: Frame): Frame;
  /** Takes over what the inner flow has put out. */
  leave(frame: Frame, inner: Frame): void;
}

export type FlowElement = PlainElement | BulkElement | SubflowElement;

/** What makes a flow start by itself. */
export interface FlowStart {
  readonly next: string | null;
  readonly triggerType: string | undefined;
  readonly recordTriggerType: string | undefined;
  readonly object: SObjectDef | undefined;
  /** Whether the record meets the entry conditions. */
  readonly conditions: (frame: Frame) => boolean;
  /** The record must not have met the conditions before. */
  readonly onlyWhenChanged: boolean;
  /** Order among the flows of one trigger, 1 to 2,000. */
  readonly order: number | undefined;
}

export interface FlowDefinition {
  readonly name: string;
  readonly label: string;
  readonly file: string;
  readonly apiVersion: number;
  readonly processType: string;
  readonly isActive: boolean;
  /** `SystemModeWithSharing`, `SystemModeWithoutSharing`, `DefaultMode`. */
  readonly runInMode: string;
  readonly start: FlowStart;
  /** By lower-cased name, as the resources below. */
  readonly elements: ReadonlyMap<string, FlowElement>;
  readonly variables: ReadonlyMap<string, FlowVariable>;
  readonly resources: ReadonlyMap<string, FlowResource>;
  /** Types of what elements leave behind under their names. */
  readonly outputs: ReadonlyMap<string, ResourceType>;
}
