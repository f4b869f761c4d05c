import type { ClassInfo, ClassMember } from '../../runtime/object.ts';
import { parseTypeName } from '../../types/names.ts';
import { shapeOf, type Shape } from './shapes.ts';

/** A member that JSON may name, with how its values are read. */
export interface Target {
  readonly member: ClassMember;
  readonly shape: Shape;
}

/** What the names of a JSON object stand for in a class. */
export interface Members {
  /** For each name the member, undefined where the class has none. */
  readonly members: readonly (Target | undefined)[];
  /** Where a name stands for a member that one before it stood for already; -1 when none does. */
  readonly repeatedAt: number;
}

/** The members of a class by name, and which of them the names of the last object were: the next one mostly has the same. */
class Targets {
  readonly #byName: ReadonlyMap<string, Target>;
  #names: readonly string[] | undefined;
  #found: Members = { members: [], repeatedAt: -1 };

  constructor(info: ClassInfo) {
    this.#byName = new Map(info.members.map((member) => [member.name, { member, shape: shapeOf(parseTypeName(member.type)) }]));
  }

  of(names: readonly string[]): Members {
    if (names !== this.#names) {
      this.#names = names;
      const members = names.map((name) => this.#find(name));
      this.#found = { members, repeatedAt: members.findIndex((target, i) => target && members.indexOf(target) < i) };
    }
    return this.#found;
  }

  /** The member of that name, else the one whose name differs in case only. */
  #find(name: string): Target | undefined {
    const exact = this.#byName.get(name);
    if (exact) return exact;
    const key = name.toLowerCase();
    for (const target of this.#byName.values()) if (target.member.name.toLowerCase() === key) return target;
    return undefined;
  }
}

const known = new WeakMap<ClassInfo, Targets>();

/** What the names of an object stand for in the class. */
export function targetsOf(info: ClassInfo, names: readonly string[]): Members {
  let targets = known.get(info);
  if (!targets) known.set(info, (targets = new Targets(info)));
  return targets.of(names);
}
