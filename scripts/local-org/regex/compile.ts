import { anchorTest } from './anchors.ts';
import { folded } from './folding.ts';
import { graphemeEnd } from './graphemes.ts';
import { anyLoop, charLoop, fixedLoop, literalLoop, type LoopPlan } from './loops.ts';
import type { ParsedRegex, RegexNode } from './nodes.ts';
import type { Run, Step } from './run.ts';
import { widthOf } from './width.ts';

/** A pattern that can be searched for. */
export interface Program {
  /** Matches at a place and leaves the groups and the end in the run. */
  readonly start: Step;
  /** Code units that a match takes at least. */
  readonly minWidth: number;
  /** A text that every match begins with; empty when none is known. */
  readonly prefix: string;
  /** It may take characters of two code units: no match begins between them. */
  readonly takesPairs: boolean;
  readonly locals: number;
  readonly loops: number;
}

/** Ends a part that is matched for itself: its end is `last`. */
const ACCEPT: Step = (run, at) => {
  run.last = at;
  return true;
};

const END: Step = (run, at) => {
  if (run.whole && at !== run.to) return false;
  run.last = at;
  return true;
};

/** Characters of two code units: a letter, an emoji, an ideograph. */
const PAIRS = [0x10000, 0x1f600, 0x20000];

const BEHIND_END: Step = (run, at) => at === run.behindTo;

export function compileRegex({ root }: ParsedRegex): Program {
  const compiler = new Compiler(holds(root, ({ kind }) => kind === 'backReference'));
  const takesPairs = holds(root, (node) => node.kind === 'char' && PAIRS.some(node.test));
  const start = compiler.compile(root, END, true);
  return { start, minWidth: widthOf(root).min, prefix: prefixOf(root), takesPairs, locals: compiler.locals, loops: compiler.loops };
}

/** Whether one of the parts of a pattern is such. */
function holds(node: RegexNode, isSuch: (node: RegexNode) => boolean): boolean {
  if (isSuch(node)) return true;
  if (node.kind === 'sequence') return node.items.some((item) => holds(item, isSuch));
  if (node.kind === 'alternatives') return node.options.some((option) => holds(option, isSuch));
  return 'body' in node && holds(node.body, isSuch);
}

/** What can match in one way only and captures nothing. */
function isFixed(node: RegexNode): boolean {
  switch (node.kind) {
    case 'char':
      return true;
    case 'sequence':
      return node.items.every(isFixed);
    case 'group':
      return node.index === null && isFixed(node.body);
    case 'repeat':
      return node.min === node.max && isFixed(node.body);
    default:
      return false;
  }
}

function prefixOf(node: RegexNode): string {
  const items = node.kind === 'sequence' ? node.items : [node];
  let prefix = '';
  for (const item of items) {
    if (item.kind !== 'char' || item.literal === undefined) break;
    prefix += String.fromCharCode(item.literal);
  }
  return prefix;
}

class Compiler {
  locals = 0;
  loops = 0;
  readonly #remembers: boolean;

  /** @param references of groups: whether a loop fails at a place may then depend on what it has captured */
  constructor(references: boolean) {
    this.#remembers = !references;
  }

  /** @param top outside of every loop and look-around */
  compile(node: RegexNode, next: Step, top = false): Step {
    switch (node.kind) {
      case 'char':
        return node.literal === undefined ? charStep(node.test, next) : literalStep(node.literal, next);
      case 'grapheme':
        return graphemeStep(next);
      case 'sequence':
        return node.items.reduceRight((after, item) => this.compile(item, after, top), next);
      case 'alternatives':
        return alternativesStep(node.options.map((option) => this.compile(option, next, top)));
      case 'group':
        return this.#group(node.index, node.body, next, top);
      case 'atomic': {
        const body = this.compile(node.body, ACCEPT);
        return (run, at) => body(run, at) && next(run, run.last);
      }
      case 'look':
        return node.ahead ? this.#ahead(node.body, node.negated, next) : this.#behind(node.body, node.negated, next);
      case 'repeat':
        return this.#repeat(node, next, top);
      case 'backReference':
        return referenceStep(node.group, node.folding, next);
      case 'anchor': {
        const holds = anchorTest(node.anchor, node.unixLines, node.unicode);
        return (run, at) => holds(run, at) && next(run, at);
      }
    }
  }

  #group(index: number | null, body: RegexNode, next: Step, top: boolean): Step {
    if (index === null) return this.compile(body, next, top);
    const begin = this.locals++;
    return headStep(begin, this.compile(body, tailStep(begin, index, next), top));
  }

  #repeat({ body, min, max, mode }: RegexNode & { kind: 'repeat' }, next: Step, top: boolean): Step {
    const plan: LoopPlan = { min, max, mode };
    if (body.kind === 'char') return body.literal === undefined ? charLoop(body.test, plan, next) : literalLoop(body.literal, plan, next);
    // What has one way to match is matched for itself.
    if (body.kind !== 'group' || mode === 'possessive') return fixedLoop(this.compile(body, ACCEPT), plan, next);
    if (isFixed(body.body) && widthOf(body.body).min > 0) return fixedLoop(this.compile(body.body, ACCEPT), plan, next, body.index);
    const begin = this.locals++;
    const count = this.locals++;
    const memory = top && this.#remembers && mode === 'greedy' && max === Infinity ? this.loops++ : null;
    return anyLoop(
      (again) => {
        const tail = body.index === null ? again : tailStep(begin, body.index, again);
        return headStep(begin, this.compile(body.body, tail));
      },
      { ...plan, begin, count, memory },
      next,
    );
  }

  #ahead(body: RegexNode, negated: boolean, next: Step): Step {
    const test = this.compile(body, ACCEPT);
    return (run, at) => {
      const { to } = run;
      run.to = run.lookTo;
      // More text might be what must not follow.
      if (negated && at >= run.to) run.requireEnd = true;
      const found = test(run, at);
      run.to = to;
      return found !== negated && next(run, at);
    };
  }

  #behind(body: RegexNode, negated: boolean, next: Step): Step {
    const test = this.compile(body, BEHIND_END);
    const { min, max } = widthOf(body);
    return (run, at) => {
      const { behindTo, to } = run;
      const first = Math.max(at - max, run.lookFrom);
      run.behindTo = at;
      // What lies behind is read up to here, wherever the region ends.
      if (run.transparentBounds) run.to = run.lookTo;
      let found = false;
      for (let from = at - min; !found && from >= first; from--) found = test(run, from);
      run.behindTo = behindTo;
      run.to = to;
      return found !== negated && next(run, at);
    };
  }
}

function literalStep(unit: number, next: Step): Step {
  return (run, at) => {
    if (at >= run.to) {
      run.hitEnd = true;
      return false;
    }
    return run.read(at) === unit && next(run, at + 1);
  };
}

function charStep(test: (code: number) => boolean, next: Step): Step {
  return (run, at) => {
    if (at >= run.to) {
      run.hitEnd = true;
      return false;
    }
    const code = run.codePoint(at);
    if (code <= 0xffff) return test(code) && next(run, at + 1);
    if (at + 2 > run.to) run.hitEnd = true;
    return at + 2 <= run.to && test(code) && next(run, at + 2);
  };
}

function graphemeStep(next: Step): Step {
  return (run, at) => {
    if (at < run.to) return next(run, graphemeEnd(run, at, run.to));
    run.hitEnd = true;
    return false;
  };
}

function alternativesStep(options: readonly Step[]): Step {
  return (run, at) => {
    for (const option of options) if (option(run, at)) return true;
    return false;
  };
}

/** Remembers where a group begins. */
function headStep(begin: number, body: Step): Step {
  return (run, at) => {
    const outer = run.locals[begin]!;
    run.locals[begin] = at;
    const found = body(run, at);
    run.locals[begin] = outer;
    return found;
  };
}

/** Captures a group, unless what follows fails. */
function tailStep(begin: number, index: number, next: Step): Step {
  return (run, at) => {
    const { groups } = run;
    const from = groups[2 * index]!;
    const to = groups[2 * index + 1]!;
    groups[2 * index] = run.locals[begin]!;
    groups[2 * index + 1] = at;
    if (next(run, at)) return true;
    groups[2 * index] = from;
    groups[2 * index + 1] = to;
    return false;
  };
}

/** A group that has captured nothing matches nothing, not even the empty text. */
function referenceStep(group: number, folding: Parameters<typeof folded>[1], next: Step): Step {
  return (run: Run, at) => {
    const from = run.groups[2 * group] ?? -1;
    if (from < 0) return false;
    const length = run.groups[2 * group + 1]! - from;
    if (at + length > run.to) {
      run.hitEnd = true;
      return false;
    }
    for (let i = 0; i < length; i++) {
      const left = run.read(at + i);
      const right = run.read(from + i);
      if (left !== right && folded(left, folding) !== folded(right, folding)) return false;
    }
    return next(run, at + length);
  };
}
