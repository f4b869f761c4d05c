import { DataWeaveError } from '../errors.ts';
import { native, type Call, type Module } from '../run/library.ts';
import { textOf } from '../values/text.ts';
import { DwFunction, DwObject, type Value } from '../values/value.ts';

function attempted(fn: Value, call: Call): DwObject {
  try {
    return DwObject.of({ success: true, result: call(fn) });
  } catch (error) {
    if (!(error instanceof DataWeaveError)) throw error;
    return DwObject.of({ success: false, error: DwObject.of({ kind: error.kind, message: error.reason, location: '' }) });
  }
}

function failed(result: Value): boolean {
  return !(result instanceof DwObject) || result.get('success') !== true;
}

/** The result of a `try`, or what stands for it. */
function orElse(result: Value, other: Value, call: Call): Value {
  if (!failed(result)) return (result as DwObject).get('result') ?? null;
  return other instanceof DwFunction ? call(other) : other;
}

/** https://docs.mulesoft.com/dataweave/latest/dw-runtime */
export const runtime: Module = {
  try: native(1, ([fn], call) => attempted(fn!, call), { functions: [0] }),
  orElse: native(2, ([result, other], call) => orElse(result!, other!, call)),
  orElseTry: native(2, ([result, other], call) => (failed(result!) ? attempted(other!, call) : result!)),
  fail: native(
    1,
    ([message]) => {
      throw new DataWeaveError(textOf(message ?? 'Error'));
    },
    { least: 0, nullable: false },
  ),
  failIf: native(
    3,
    ([value, test, message], call) => {
      if (call(test!, value!) === true) throw new DataWeaveError(textOf(message ?? 'Failed'));
      return value!;
    },
    { least: 2, functions: [1], nullable: false },
  ),
};
