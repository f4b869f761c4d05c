import type { Declarations, FormatNode, Script } from './ast.ts';
import { Cursor } from './cursor.ts';
import { readBody } from './expressions.ts';
import { readDeclarations, readFormat } from './header.ts';
import { readType } from './types.ts';

/**
 * Parses a script: directives, `---`, body. Throws a DataWeaveError with the place of the first mistake.
 * https://docs.mulesoft.com/dataweave/latest/dataweave-language-introduction
 */
export function parseScript(source: string): Script {
  const cursor = new Cursor(source);
  if (cursor.is('%')) readVersion(cursor);
  const inputs = new Map<string, FormatNode>();
  let output: FormatNode | undefined;
  let header: Declarations = { declarations: [], imports: [] };
  for (;;) {
    const more = readDeclarations(cursor);
    header = { declarations: [...header.declarations, ...more.declarations], imports: [...header.imports, ...more.imports] };
    if (cursor.accept('input')) {
      const name = cursor.name();
      if (cursor.accept(':')) readType(cursor);
      inputs.set(name, readFormat(cursor));
    } else if (cursor.accept('output')) {
      if (cursor.accept(':')) readType(cursor);
      output = readFormat(cursor);
    } else break;
  }
  cursor.accept('---');
  const body = readBody(cursor);
  if (cursor.peek().kind !== 'end') cursor.fail(`Invalid input '${cursor.peek().text}', expected the end of the script`);
  return { ...header, inputs, output, body };
}

/** `%dw 2.0`. */
function readVersion(cursor: Cursor): void {
  cursor.expect('%');
  if (cursor.name() !== 'dw') cursor.fail('Invalid directive, expected %dw');
  const version = cursor.take();
  if (!version.text.startsWith('2')) cursor.fail(`Unsupported version of DataWeave: ${version.text}`, version.start);
}

export type * from './ast.ts';
