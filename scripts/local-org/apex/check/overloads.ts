import type { Bound } from './bound.ts';
import { fit } from './convert.ts';
import type { Candidate } from './members.ts';
import type { Universe } from './universe.ts';

/** Result of choosing among methods: the one, none that fits, or several that fit equally. */
export type Choice = { readonly kind: 'one'; readonly method: Candidate } | { readonly kind: 'none' } | { readonly kind: 'ambiguous' };

/** The most specific candidate for these arguments. */
export function choose(universe: Universe, candidates: readonly Candidate[], args: readonly Bound[]): Choice {
  const fitting: { method: Candidate; costs: number[] }[] = [];
  for (const method of candidates) {
    if (method.params.length !== args.length) continue;
    const costs = args.map((arg, i) => fit(universe, arg.type, method.params[i]!));
    if (costs.every((cost) => cost !== undefined)) fitting.push({ method, costs });
  }
  if (fitting.length === 0) return { kind: 'none' };
  if (fitting.length === 1) return { kind: 'one', method: fitting[0]!.method };
  const best = fitting.filter((one) => fitting.every((other) => one === other || atLeastAsGood(universe, one, other)));
  if (best.length === 1) return { kind: 'one', method: best[0]!.method };
  const total = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + cost, 0);
  const lowest = Math.min(...fitting.map((one) => total(one.costs)));
  const cheapest = fitting.filter((one) => total(one.costs) === lowest);
  return cheapest.length === 1 ? { kind: 'one', method: cheapest[0]!.method } : { kind: 'ambiguous' };
}

interface Fitting {
  readonly method: Candidate;
  readonly costs: readonly number[];
}

function atLeastAsGood(universe: Universe, one: Fitting, other: Fitting): boolean {
  return one.method.params.every((param, i) => {
    if (one.costs[i]! < other.costs[i]!) return true;
    // A null argument fits everything: the more specific parameter wins.
    return one.costs[i]! === other.costs[i]! && fit(universe, param, other.method.params[i]!) !== undefined;
  });
}
