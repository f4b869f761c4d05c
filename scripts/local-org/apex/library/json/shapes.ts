import { formatTypeName, type TypeName } from '../../types/names.ts';
import { scalarReader, type ScalarReader } from './scalars.ts';

/** How values of a type are read. */
export interface Shape {
  readonly type: TypeName;
  /** The reader of a type that is written as one JSON value. */
  readonly scalar: ScalarReader | undefined;
  /** The name without its namespace, in lower case. */
  readonly key: string;
  /** The whole name with its arguments. */
  readonly name: string;
  readonly args: readonly Shape[];
}

/** Parsed type names are kept, so their shapes are. */
const shapes = new WeakMap<TypeName, Shape>();

export function shapeOf(type: TypeName): Shape {
  let known = shapes.get(type);
  if (!known) {
    known = {
      type,
      scalar: scalarReader(type.name),
      key: type.name.toLowerCase().replace(/^system\./, ''),
      name: formatTypeName(type),
      args: type.args.map(shapeOf),
    };
    shapes.set(type, known);
  }
  return known;
}
