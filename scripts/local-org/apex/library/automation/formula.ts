import { compileFormula, FormulaError, globalInput, withFormulas, type TypedFormula } from '../../../dml/index.ts';
import type { FieldValue } from '../../../metadata/index.ts';
import { ApexSet, type ApexList } from '../../runtime/collections/index.ts';
import { current } from '../../runtime/context.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject, type ApexEnum } from '../../runtime/object.ts';
import { definePlatformEnum } from '../../runtime/platformEnums.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexTime } from '../../runtime/values/index.ts';
import type { NativeTypeSpec } from '../../types.ts';
import { objectNamed, type ApexSObjectType } from '../schema/tokens.ts';
import type { ApexType } from '../platform/type.ts';
import { classContext, recordContext, type FormulaContext } from './formulaContext.ts';
import { templateFormula } from './formulaTemplate.ts';
import { recalculate, recalculationTypes } from './recalculate.ts';

const RETURN_TYPES = ['BOOLEAN', 'DATE', 'DATETIME', 'DECIMAL', 'DOUBLE', 'ID', 'INTEGER', 'LONG', 'STRING', 'TIME'];
const GLOBALS = ['LABEL', 'ORGANIZATION', 'PERMISSION', 'PROFILE', 'SETUP', 'SYSTEM', 'USER', 'USERROLE'];
definePlatformEnum('FormulaEval.FormulaReturnType', RETURN_TYPES);
definePlatformEnum('FormulaEval.FormulaGlobal', GLOBALS);

/** Types of formula results that fit a return type. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  BOOLEAN: ['Checkbox'],
  DATE: ['Date'],
  DATETIME: ['DateTime'],
  DECIMAL: ['Number'],
  DOUBLE: ['Number'],
  ID: ['Id'],
  INTEGER: ['Number'],
  LONG: ['Number'],
  STRING: ['Text', 'Id', 'Picklist'],
  TIME: ['Time'],
};

const MILLIS_OF_DAY = 86_400_000;

/** A formula's result as an Apex value of the return type. */
function resultOf(value: FieldValue, returnType: string): unknown {
  if (returnType === 'BOOLEAN') return value === true;
  if (value === null) return null;
  switch (returnType) {
    case 'DATE':
      return new ApexDate(typeof value === 'number' ? value : Math.floor(Date.parse(`${String(value)}T00:00:00Z`) / MILLIS_OF_DAY));
    case 'DATETIME':
      return new ApexDatetime(Number(value));
    case 'DECIMAL':
      return ApexDecimal.parse(String(value));
    case 'DOUBLE':
      return new ApexDouble(Number(value));
    case 'INTEGER':
      return Math.trunc(Number(value)) | 0;
    case 'LONG':
      return BigInt(Math.trunc(Number(value)));
    case 'TIME':
      return new ApexTime(Number(value));
    default:
      return String(value);
  }
}

/** `FormulaEval.FormulaInstance`. */
class FormulaInstance extends ApexObject {
  readonly #formula: TypedFormula;
  readonly #context: FormulaContext;
  readonly #returnType: string;
  readonly contextType: string;

  constructor(formula: TypedFormula, context: FormulaContext, returnType: string) {
    super();
    this.#formula = formula;
    this.#context = context;
    this.#returnType = returnType;
    this.contextType = context.object.apiName;
  }

  override get typeName(): string {
    return 'FormulaEval.FormulaInstance';
  }

  evaluate(subject: unknown): unknown {
    if (subject === null) throwApex('System.NullPointerException', 'Argument cannot be null.');
    const { object, schema } = this.#context;
    const globals = globalInput(current().formulaGlobals());
    const input = withFormulas(object, schema, (path) => this.#context.read(subject, withoutNarrowing(path)), globals);
    return resultOf(this.#formula.evaluate(input, undefined), this.#returnType);
  }

  referenced(): ApexSet<string> {
    return new ApexSet<string>(
      'String',
      this.#formula.needs.filter((path) => !path.startsWith('$')),
    );
  }
}

/** `Owner:User.Name` reads the parent that the record carries. */
function withoutNarrowing(path: string): string {
  return path.replace(/:\w+/g, '');
}

/** `FormulaEval.FormulaBuilder`. */
class FormulaBuilder extends ApexObject {
  formula: string | null = null;
  returnType: string | null = null;
  context: FormulaContext | null = null;
  nullIsZero = false;
  isTemplate = false;

  override get typeName(): string {
    return 'FormulaEval.FormulaBuilder';
  }

  build(): FormulaInstance {
    const { formula, returnType, context } = this;
    if (formula === null || returnType === null || context === null) {
      throwApex('System.FormulaValidationException', 'A formula needs an expression, a return type and a context type');
    }
    const compiled = this.#compiled(this.isTemplate ? this.#fromTemplate(formula, returnType, context) : formula, context);
    if (compiled.type !== 'Null' && !FITS[returnType]?.includes(compiled.type)) {
      const expected = FITS[returnType]?.[0] ?? returnType;
      throwApex(
        'System.FormulaValidationException',
        `Formula result is data type (${compiled.type}), incompatible with expected data type (${expected}).`,
      );
    }
    return new FormulaInstance(compiled, context, returnType);
  }

  #fromTemplate(template: string, returnType: string, context: FormulaContext): string {
    if (returnType !== 'STRING') throwApex('System.FormulaValidationException', 'A formula in template mode returns a STRING');
    return templateFormula(template, (expression) => this.#compiled(expression, context).type);
  }

  #compiled(formula: string, context: FormulaContext): TypedFormula {
    try {
      return compileFormula(formula, context.object, context.schema, { blanks: this.nullIsZero ? 'zero' : 'blank' });
    } catch (error) {
      if (error instanceof FormulaError) throwApex('System.FormulaValidationException', error.message);
      throw error;
    }
  }

  typed(type: ApexType): this {
    this.context = type.runtime.object ? recordContext(type.runtime.object) : classContext(type.runtime);
    return this;
  }
}

/**
 * Formulas that Apex builds and evaluates.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_formulaeval.htm
 */
export const formulaTypes: readonly NativeTypeSpec[] = [
  {
    name: 'System.Formula',
    statics: {
      'builder(): FormulaEval.FormulaBuilder': () => new FormulaBuilder(),
      'recalculateFormulas(List<SObject> records): List<System.FormulaRecalcResult>': (records: ApexList<never>) => recalculate(records),
    },
  },
  {
    name: 'FormulaEval.FormulaBuilder',
    statics: { 'builder(): FormulaEval.FormulaBuilder': () => new FormulaBuilder() },
    methods: {
      'build(): FormulaEval.FormulaInstance': (builder: FormulaBuilder) => builder.build(),
      'parseAsTemplate(Boolean template): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, template: boolean) => {
        builder.isTemplate = template;
        return builder;
      },
      'treatNumericNullAsZero(Boolean isZero): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, isZero: boolean) => {
        builder.nullIsZero = isZero;
        return builder;
      },
      'withFormula(String formula): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, formula: string | null) => {
        builder.formula = formula;
        return builder;
      },
      // Every global variable can be read anyway.
      'withGlobalVariables(List<FormulaEval.FormulaGlobal> globals): FormulaEval.FormulaBuilder': (builder: FormulaBuilder) => builder,
      'withReturnType(FormulaEval.FormulaReturnType type): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, type: ApexEnum) => {
        builder.returnType = type.name;
        return builder;
      },
      'withType(System.Type type): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, type: ApexType) => builder.typed(type),
      'withType(Schema.SObjectType type): FormulaEval.FormulaBuilder': (builder: FormulaBuilder, type: ApexSObjectType) => {
        builder.context = recordContext(objectNamed(type.def.apiName));
        return builder;
      },
    },
  },
  {
    name: 'FormulaEval.FormulaInstance',
    methods: {
      'evaluate(Object context): Object': (instance: FormulaInstance, subject: unknown) => instance.evaluate(subject),
      'getReferencedFields(): Set<String>': (instance: FormulaInstance) => instance.referenced(),
    },
  },
  { name: 'FormulaEval.FormulaReturnType', kind: 'enum', enumValues: RETURN_TYPES },
  { name: 'FormulaEval.FormulaGlobal', kind: 'enum', enumValues: GLOBALS },
  { name: 'System.FormulaEvaluationException', kind: 'exception' },
  { name: 'System.FormulaValidationException', kind: 'exception' },
  ...recalculationTypes,
];
