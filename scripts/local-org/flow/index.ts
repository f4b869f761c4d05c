/** Flows: their metadata, interviews, and what starts them. */
export { Flows } from './engine.ts';
export { FlowDefinitionError } from './errors.ts';
