import type {
  AnnotationContext,
  ApexParserRuleContext,
  ElementValueContext,
  ModifierContext,
  TypeRefContext,
  TypeNameContext,
  TypeListContext,
} from '@apexdevtools/apex-parser';
import type { Annotation, Modifiers, Pos, TypeRef, TypeRefPart } from '../ast.ts';
import { decodeString } from '../literals.ts';

/** Where a node starts. */
export function pos(node: ApexParserRuleContext): Pos {
  return { line: node.start.line, column: node.start.column + 1 };
}

/** Reads a type as written. */
export function readTypeRef(node: TypeRefContext): TypeRef {
  return {
    ...pos(node),
    parts: node.typeName_list().map(readTypeName),
    arrays: node.arraySubscripts().getText().length / 2,
  };
}

function readTypeName(node: TypeNameContext): TypeRefPart {
  const word = node.LIST() ?? node.SET() ?? node.MAP();
  const args = node.typeArguments();
  return { name: word ? word.getText() : node.id().getText(), args: args ? readTypeList(args.typeList()) : [] };
}

export function readTypeList(node: TypeListContext): TypeRef[] {
  return node.typeRef_list().map(readTypeRef);
}

export function readModifiers(nodes: readonly ModifierContext[]): Modifiers {
  const words = new Set<string>();
  const annotations: Annotation[] = [];
  let repeated: string | undefined;
  for (const node of nodes) {
    const annotation = node.annotation();
    if (annotation) {
      annotations.push(readAnnotation(annotation));
      continue;
    }
    const word = node.SHARING() ? node.getText().toLowerCase().replace('sharing', ' sharing') : node.getText().toLowerCase();
    if (words.has(word)) repeated ??= word;
    words.add(word);
  }
  return repeated === undefined ? { words, annotations } : { words, annotations, repeated };
}

function readAnnotation(node: AnnotationContext): Annotation {
  const values = new Map<string, string | boolean | number | null>();
  const single = node.elementValue();
  if (single) values.set('', elementValue(single));
  for (const pair of node.elementValuePairs()?.elementValuePair_list() ?? []) {
    values.set(pair.id().getText().toLowerCase(), elementValue(pair.elementValue()));
  }
  return { ...pos(node), name: node.id().getText(), values };
}

function elementValue(node: ElementValueContext): string | boolean | number | null {
  const text = node.getText();
  if (text.startsWith("'")) return decodeString(text);
  if (/^\d+$/.test(text)) return Number(text);
  const word = text.toLowerCase();
  return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : text;
}
