import { ApexErrorListener, ApexParserFactory, type BoundExpressionContext, type QueryContext } from '@apexdevtools/apex-parser';
import { SoqlError, type Position } from '../errors.ts';
import type { SoqlQuery } from './ast.ts';
import { Converter } from './convert.ts';
import { hideWildcardEscapes } from './literals.ts';

/** Parsed texts are kept: the same query is asked again and again. */
const CACHE_SIZE = 1000;
const cache = new Map<string, SoqlQuery>();

class Listener extends ApexErrorListener {
  error: { line: number; column: number; message: string } | undefined;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.error ??= { line, column: column + 1, message };
  }
}

/**
 * Parses a query as a client or `Database.query` gives it.
 *
 * @throws SoqlError MALFORMED_QUERY with the position of the first thing that does not fit
 */
export function parseSoql(text: string): SoqlQuery {
  const known = cache.get(text);
  if (known) return known;
  const listener = new Listener();
  const { parser } = ApexParserFactory.createLexerAndParser(hideWildcardEscapes(text), listener);
  const tree = parser.query();
  if (listener.error) throw malformed(text, listener.error);
  // The grammar's rule ends where it cannot go on: whatever is left over is an error, such as a WHERE without condition.
  const next = parser.getTokenStream().LT(1);
  if (next.type !== -1) throw malformed(text, { line: next.line, column: next.column + 1, message: `unexpected token: ${next.text}` });
  const query = new Converter(text).query(tree);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
  cache.set(text, query);
  return query;
}

function malformed(text: string, error: { line: number; column: number; message: string }): SoqlError {
  const lines = text.split('\n');
  const offset = lines.slice(0, error.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
  const position: Position = { offset, line: error.line, column: error.column };
  const token = /^[\w.]+|^\S?/.exec(text.slice(offset))?.[0] || '<EOF>';
  const excerpt = lines[error.line - 1] ?? '';
  const message = `\n${excerpt}\n${' '.repeat(Math.max(0, error.column - 1))}^\nERROR at Row:${error.line}:Column:${error.column}\nunexpected token: '${token}'`;
  return new SoqlError('MALFORMED_QUERY', message, position);
}

/** A query inside Apex source. */
export interface StaticQuery {
  readonly query: SoqlQuery;
  /** The query's text with its bind expressions replaced by `:b0`, `:b1`, …: what {@link parseSoql} takes at run time. */
  readonly text: string;
  /** The bind expressions in order; the value of the first goes by the name `b0`. */
  readonly binds: readonly BoundExpressionContext[];
}

/**
 * Takes a query that was parsed as part of Apex source.
 *
 * @param tree the `query` node of the Apex parse tree
 * @param source the complete Apex source it came from; positions count in it
 */
export function convertStaticQuery(tree: QueryContext, source: string): StaticQuery {
  const converter = new Converter(source);
  const query = converter.query(tree);
  const end = (tree.stop ?? tree.start).stop + 1;
  let text = '';
  let from = tree.start.start;
  const inTextOrder = [...converter.binds].sort((a, b) => a.position.offset - b.position.offset);
  for (const bind of inTextOrder) {
    text += `${source.slice(from, bind.position.offset)}:b${bind.index}`;
    from = bind.end;
  }
  return { query, text: text + source.slice(from, end), binds: converter.bindNodes };
}
