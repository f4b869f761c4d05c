import type { BoundBlock, BoundStmt } from '../check/index.ts';
import { isChain, SINCE } from '../check/index.ts';
import { accessModeOf, quote, sharingOf, type EmitContext } from './context.ts';
import { emitExpr } from './expressions.ts';
import { loggedLocal } from './logging.ts';
import { nonNull } from './operators.ts';
import { countingTurns, leavingLoops } from './turns.ts';

export function emitBlock(context: EmitContext, block: BoundBlock): void {
  for (const stmt of block.body) emitStmt(context, stmt);
}

/** Writes one statement. */
export function emitStmt(context: EmitContext, stmt: BoundStmt): void {
  const { writer } = context;
  writer.at(stmt.line);
  const count = stmt.kind === 'block' || stmt.kind === 'try' || (stmt.kind === 'local' && !stmt.init) ? '' : writer.count(stmt.line);
  switch (stmt.kind) {
    case 'block':
      writer.write('{');
      emitBlock(context, stmt);
      return writer.write('}');
    case 'local':
      return writer.write(
        `${count}${stmt.local.hoisted ? '' : 'let '}${stmt.local.js}=${loggedLocal(context, stmt.local, stmt.init ? emitExpr(context, stmt.init) : undefined)};`,
      );
    case 'expr':
      return writer.write(`${count}${emitExpr(context, stmt.value)};`);
    case 'if':
      writer.write(`${count}if(${nonNull(context, stmt.test)}){`);
      emitStmt(context, stmt.then);
      if (stmt.otherwise) {
        writer.write('}else{');
        emitStmt(context, stmt.otherwise);
      }
      return writer.write('}');
    case 'while':
      return countingTurns(context, ({ before, turn, after }) => {
        writer.write(`${count}{${before}while(${nonNull(context, stmt.test)}){${turn}`);
        if (stmt.body) emitStmt(context, stmt.body);
        writer.at(stmt.line);
        writer.write(`}${after}}`);
      });
    case 'doWhile':
      return countingTurns(context, ({ before, turn, after }) => {
        writer.write(`${count}{${before}do{${turn}`);
        if (stmt.body) emitStmt(context, stmt.body);
        writer.at(stmt.line);
        writer.write(`}while(${nonNull(context, stmt.test)});${after}}`);
      });
    case 'for':
      return emitFor(context, stmt, count);
    case 'forEach':
      return emitForEach(context, stmt, count);
    case 'switch':
      return emitSwitch(context, stmt, count);
    case 'try':
      return emitTry(context, stmt);
    case 'return':
      return writer.write(`${count}${leavingLoops(context)}return ${stmt.value ? emitExpr(context, stmt.value) : context.returnText};`);
    case 'throw':
      return writer.write(`${count}throw ${nonNull(context, stmt.value)};`);
    case 'break':
    case 'continue':
      return writer.write(`${count}${stmt.kind};`);
    case 'dml': {
      const second = stmt.second ? emitExpr(context, stmt.second) : 'null';
      const mode = accessModeOf(context, stmt.mode);
      const key = stmt.key ? quote(stmt.key) : 'null';
      return writer.write(
        `${count}R.dml(${quote(stmt.op)},${emitExpr(context, stmt.value)},${mode},${sharingOf(context)},${key},${second});`,
      );
    }
    case 'runAs':
      writer.write(`${count}{const $u=R.enterRunAs(${emitExpr(context, stmt.user)});try{`);
      emitBlock(context, stmt.body);
      return writer.write('}finally{R.leaveRunAs($u);}}');
  }
}

function emitFor(context: EmitContext, stmt: BoundStmt & { kind: 'for' }, count: string): void {
  const { writer } = context;
  writer.write(`${count}{`);
  for (const init of stmt.init) emitStmt(context, init);
  writer.at(stmt.line);
  const update = stmt.update.map((value) => emitExpr(context, value)).join(',');
  countingTurns(context, ({ before, turn, after }) => {
    writer.write(`${before}for(;${stmt.test ? nonNull(context, stmt.test) : ''};${update}){${turn}`);
    if (stmt.body) emitStmt(context, stmt.body);
    writer.at(stmt.line);
    writer.write(`}${after}}`);
  });
}

function emitForEach(context: EmitContext, stmt: BoundStmt & { kind: 'forEach' }, count: string): void {
  const { writer } = context;
  const raw = stmt.raw.js;
  const over = nonNull(context, stmt.over);
  const bind = `let ${stmt.local.js}=${loggedLocal(context, stmt.local, emitExpr(context, stmt.element))};`;
  const [list, index] = [`l_${raw}`, `i_${raw}`];
  countingTurns(context, ({ before, turn, after }) => {
    if (stmt.mode === 'list' && !stmt.chunks) {
      writer.write(`${count}{${before}const ${list}=${over},a_${raw}=${list}.items;const o_${raw}=R.lock(${list});try{`);
      writer.write(`for(let ${index}=0;${index}<a_${raw}.length;${index}++){${turn}${raw}=a_${raw}[${index}];${bind}`);
      if (stmt.body) emitStmt(context, stmt.body);
      writer.at(stmt.line);
      return writer.write(`}}finally{R.unlock(${list},o_${raw});}${after}}`);
    }
    const source = stmt.chunks ? `R.chunks(${over})` : stmt.mode === 'iterable' ? `R.iterate(${over})` : setLoop(context, over);
    writer.write(`${count}{${before}for(${raw} of ${source}){${turn}${bind}`);
    if (stmt.body) emitStmt(context, stmt.body);
    writer.at(stmt.line);
    writer.write(`}${after}}`);
  });
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm */
function setLoop(context: EmitContext, over: string): string {
  return context.cls.unit.apiVersion < SINCE.setsRefuseChangesInLoops ? `[...${over}.elements()]` : over;
}

function emitSwitch(context: EmitContext, stmt: BoundStmt & { kind: 'switch' }, count: string): void {
  const { writer } = context;
  writer.write(`${count}${stmt.value.js}=${emitExpr(context, stmt.on)};`);
  stmt.cases.forEach((clause, i) => {
    const test = clause.tests.map((one) => emitExpr(context, one)).join('||');
    writer.write(`${i === 0 ? '' : '}else '}if(${test}){`);
    if (clause.binding) writer.write(`let ${clause.binding.local.js}=${emitExpr(context, clause.binding.value)};`);
    emitStmt(context, clause.body);
  });
  if (stmt.otherwise) {
    writer.write(stmt.cases.length > 0 ? '}else{' : '{');
    emitStmt(context, stmt.otherwise);
  }
  writer.write('}');
}

function emitTry(context: EmitContext, stmt: BoundStmt & { kind: 'try' }): void {
  const { writer } = context;
  // Its only handlers were for exceptions that nothing throws.
  if (stmt.catches.length === 0 && !stmt.finally) return emitStmt(context, stmt.body);
  writer.write('try{');
  emitBlock(context, stmt.body);
  if (stmt.catches.length > 0) {
    writer.write('}catch($e){$e=R.caught($e);');
    stmt.catches.forEach((clause, i) => {
      const test = clause.type.key === 'exception' ? 'true' : `R.isType($e,${quote(clause.type.name)})`;
      writer.write(`${i === 0 ? '' : '}else '}if(${test}){let ${clause.local.js}=$e;`);
      emitBlock(context, clause.body);
    });
    writer.write('}else throw $e;');
  }
  if (stmt.finally) {
    // After a limit was passed nothing of the transaction runs any more.
    writer.write('}finally{if(!R.dead){');
    emitBlock(context, stmt.finally);
    writer.write('}');
  }
  writer.write('}');
}

/**
 * A constructor's body: the instance initialisers, the chained constructor, then the rest. A method that the constructor
 * of a super class calls finds the fields of this class initialised: not documented, the tests of fflib need it.
 */
export function emitConstructorBody(context: EmitContext, block: BoundBlock): void {
  const { writer, cls } = context;
  const [first, ...rest] = block.body;
  const chained = first?.kind === 'expr' && isChain(first.value) ? first : null;
  const toThis = chained?.value.kind === 'chain' && chained.value.which === 'this';
  if (!toThis) writer.writeHidden(`this.i${cls.id}();`);
  if (chained) emitStmt(context, chained);
  else if (cls.parent && !isExceptionClass(context)) writer.write(`this.k${cls.parent.id}_$0();`);
  emitBlock(context, { ...block, body: chained ? rest : block.body });
}

/** Exceptions have the platform's constructors besides their own. */
export function isExceptionClass(context: EmitContext): boolean {
  for (let at: typeof context.cls | null = context.cls; at; at = at.parent) if (at.superType?.key === 'exception') return true;
  return false;
}
