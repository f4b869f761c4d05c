import type { CoordinateValueContext, LocationValueContext, SoqlFunctionContext } from '@apexdevtools/apex-parser';
import type { Bind, DistanceCall, FieldRef, FunctionCall, Place } from './ast.ts';
import type { Converter } from './convert.ts';
import { unquote } from './literals.ts';

export function convertFunction(converter: Converter, tree: SoqlFunctionContext): FunctionCall {
  const name = tree.start.text.toUpperCase();
  const date = tree.dateFieldName();
  const nested = tree.soqlFunction();
  let argument: FieldRef | FunctionCall | undefined;
  if (nested) argument = convertFunction(converter, nested);
  else if (date) argument = converter.field(date.fieldName());
  else if (tree.fieldName()) argument = converter.field(tree.fieldName());
  return {
    kind: 'function',
    name,
    ...(argument ? { argument } : {}),
    convertTimezone: date?.CONVERT_TIMEZONE() != null,
    position: converter.position(tree),
  };
}

export function convertDistance(converter: Converter, tree: SoqlFunctionContext): DistanceCall {
  const [from, to] = tree.locationValue_list();
  if (!from || !to) throw new Error('DISTANCE without its two places');
  return {
    kind: 'distance',
    from: convertPlace(converter, from),
    to: convertPlace(converter, to),
    unit: unquote(tree.StringLiteral().getText()),
    position: converter.position(tree),
  };
}

function convertPlace(converter: Converter, tree: LocationValueContext): Place {
  if (tree.fieldName()) return converter.field(tree.fieldName());
  if (tree.boundExpression()) return converter.bind(tree.boundExpression());
  const [latitude, longitude] = tree.coordinateValue_list();
  if (!latitude || !longitude) throw new Error('GEOLOCATION without its two coordinates');
  return { kind: 'geolocation', latitude: convertCoordinate(converter, latitude), longitude: convertCoordinate(converter, longitude) };
}

function convertCoordinate(converter: Converter, tree: CoordinateValueContext): number | Bind {
  return tree.signedNumber() ? Number(tree.signedNumber().getText()) : converter.bind(tree.boundExpression());
}
