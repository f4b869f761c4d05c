import type { RegexNode } from './nodes.ts';

/** How many code units a part of a pattern takes. */
export interface Width {
  readonly min: number;
  /** Infinity where nothing bounds it. */
  readonly max: number;
}

const NONE: Width = { min: 0, max: 0 };

/** References to groups count as unbounded, as in Java. */
export function widthOf(node: RegexNode): Width {
  switch (node.kind) {
    case 'char':
      return { min: 1, max: node.literal === undefined ? 2 : 1 };
    case 'grapheme':
      return { min: 1, max: Infinity };
    case 'sequence':
      return node.items.map(widthOf).reduce((sum, width) => ({ min: sum.min + width.min, max: sum.max + width.max }), NONE);
    case 'alternatives': {
      const widths = node.options.map(widthOf);
      return { min: Math.min(...widths.map(({ min }) => min)), max: Math.max(...widths.map(({ max }) => max)) };
    }
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    case 'backReference':
      return { min: 0, max: Infinity };
    case 'look':
    case 'anchor':
      return NONE;
  }
}

/**
 * Whether Java takes the part for a look-behind. A loop without bound over a single character is taken all the same.
 */
export function hasObviousMaximum(node: RegexNode): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.every(hasObviousMaximum);
    case 'alternatives':
      return node.options.every(hasObviousMaximum);
    case 'group':
    case 'atomic':
      return hasObviousMaximum(node.body);
    case 'repeat':
      if (node.max === Infinity && node.body.kind === 'group') return node.body.body.kind === 'char';
      return hasObviousMaximum(node.body);
    case 'backReference':
    case 'grapheme':
      return false;
    case 'char':
    case 'look':
    case 'anchor':
      return true;
  }
}
