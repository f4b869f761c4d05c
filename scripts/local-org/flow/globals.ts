import { ApexDate, ApexDatetime, ApexDecimal } from '../apex/index.ts';
import { globalInput } from '../dml/index.ts';
import { UnsupportedFeatureError, type FieldValue } from '../metadata/index.ts';
import type { Frame } from './frame.ts';

/**
 * Global variables of flows. `$User`, `$Profile`, `$Label`, `$Setup`… are those of formulas.
 * https://help.salesforce.com/s/articleView?id=platform.flow_ref_resources_global_variables.htm
 */
export function readGlobal(frame: Frame, path: string, root: string, [name = '', ...rest]: readonly string[]): unknown {
  if (root === '$flow') return flowVariable(frame, path, name.toLowerCase());
  if (root === '$globalconstant') return constant(path, name.toLowerCase());
  if (root === '$setup' || root === '$custommetadata' || rest.length <= 1)
    return typed(globalInput(frame.context.transaction.formulaGlobals())(path));
  throw new UnsupportedFeatureError(`global variable ${path} in flows`);
}

/** https://help.salesforce.com/s/articleView?id=platform.flow_ref_resources_system_variables.htm */
function flowVariable(frame: Frame, path: string, name: string): unknown {
  const { transaction } = frame.context;
  const now = new ApexDatetime(transaction.now());
  switch (name) {
    case 'currentdatetime':
      return now;
    case 'currentdate':
      return now.date(transaction.user.timeZone);
    case 'interviewguid':
      return frame.context.guid;
    case 'faultmessage':
      return frame.faultMessage;
    default:
      throw new UnsupportedFeatureError(`global variable ${path} in flows`);
  }
}

function constant(path: string, name: string): unknown {
  if (name === 'true' || name === 'false') return name === 'true';
  if (name === 'emptystring') return '';
  throw new UnsupportedFeatureError(`global variable ${path} in flows`);
}

/** Whole numbers stay numbers; dates are told by their form. */
function typed(value: FieldValue): unknown {
  if (typeof value === 'number') return ApexDecimal.ofNumber(value);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return ApexDate.parse(value) ?? value;
  return value;
}
