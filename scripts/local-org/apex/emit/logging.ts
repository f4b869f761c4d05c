import type { ApexType, Local } from '../check/index.ts';
import { quote, type EmitContext } from './context.ts';

/** A call as the debug log shows it. `class` is the static initialiser; a `script` has no entry of its own. */
export type LoggedCall =
  | { readonly kind: 'method'; readonly name: string; readonly params: readonly ApexType[] }
  | { readonly kind: 'constructor'; readonly params: readonly ApexType[] }
  | { readonly kind: 'class' }
  | { readonly kind: 'script' };

/** Writes a body so that the debug log is told of its beginning, its end and what it throws; just the body without logging. */
export function emitLogged(
  context: EmitContext,
  call: LoggedCall | undefined,
  line: number,
  params: readonly Local[],
  body: () => void,
): void {
  const { writer, cls } = context;
  if (!writer.logging || !call || (call.kind === 'class' && context.isScript)) return body();
  const object = cls.unit.kind === 'trigger' ? 'ApexTrigger' : 'ApexClass';
  const own = [call.kind, object, cls.top.name, cls.name, signature(call)];
  writer.writeHidden(`R.logging.enter(${own.map(quote).join(',')},${line});try{`);
  for (const param of params) writer.writeHidden(`R.logging.declare(${quote(param.name)},${quote(param.type.name)},${param.js});`);
  body();
  writer.writeHidden('}catch($t){throw R.logging.thrown($t);}finally{R.logging.leave();}');
}

function signature(call: LoggedCall): string {
  if (call.kind === 'class' || call.kind === 'script') return '';
  const types = `(${call.params.map((type) => type.name).join(', ')})`;
  return call.kind === 'method' ? `${call.name}${types}` : `<init>${types}`;
}

/** The value of a new variable, of which the log is told. @param value undefined where it has none yet */
export function loggedLocal({ writer }: EmitContext, local: Local, value: string | undefined): string {
  if (!writer.logging || local.name === '') return value ?? 'null';
  return `R.logging.declare(${quote(local.name)},${quote(local.type.name)},${value ?? ''})`;
}

/** A value that is assigned to the variable or field of that name; code that the source does not show has no names. */
export function loggedValue({ writer }: EmitContext, name: string, value: string): string {
  return writer.logging && name !== '' ? `R.logging.assign(${quote(name)},${value})` : value;
}
