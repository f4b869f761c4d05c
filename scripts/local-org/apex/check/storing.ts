import type { NativeMethod } from '../types/registry.ts';
import type { Bound } from './bound.ts';
import type { ClassSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/** Methods that keep what they are given, with the helper of generated code that asks the collection first. */
const STORING: Readonly<Record<string, string>> = {
  'list.add/1': 'addElement',
  'list.add/2': 'insertElement',
  'list.set/2': 'setElement',
  'list.addall/1': 'addElements',
  'map.put/2': 'putEntry',
  'map.putall/1': 'putEntries',
};

/**
 * A call that stores into a list or map whose elements may be of a narrower type than its variable says, or null for any other.
 * What is known as a list of Objects may have been made as one of Longs: only the list itself knows what it takes.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_casting.htm
 */
export function storing(universe: Universe, target: Bound, method: NativeMethod, args: readonly Bound[], type: ApexType): Bound | null {
  const fn = STORING[`${target.type.head}.${method.name.toLowerCase()}/${args.length}`];
  const known = target.type.args.at(-1);
  if (!fn || !known || !target.type.is('list', 'map') || !hasNarrower(known)) return null;
  if (fn === 'putEntries' && !args[0]!.type.is('map')) return null;
  return { kind: 'runtime', fn, args: [target, ...args, nameOf(universe, known)], type };
}

/** `list[index] = value` of such a list, or null for any other. */
export function storingAt(universe: Universe, place: Bound & { kind: 'index' }, value: Bound): Bound | null {
  const known = place.target.type.args[0]!;
  if (!hasNarrower(known)) return null;
  return { kind: 'runtime', fn: 'assignElement', args: [place.target, place.index, value, nameOf(universe, known)], type: place.type };
}

/** A variable of the type may hold values of a type of their own. */
function hasNarrower(type: ApexType): boolean {
  return type.key === 'object' || type.key === 'sobject' || (type.user !== undefined && mayBeExtended(type.user));
}

function mayBeExtended({ kind, decl }: ClassSymbol): boolean {
  return kind === 'interface' || decl.modifiers.words.has('virtual') || decl.modifiers.words.has('abstract');
}

function nameOf(universe: Universe, type: ApexType): Bound {
  return { kind: 'const', type: universe.named('String'), value: type.name, nonNull: true };
}
