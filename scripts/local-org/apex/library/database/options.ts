import type { NativeTypeSpec } from '../../types.ts';
import { fields } from '../beans.ts';
import { Described } from '../dataClass.ts';

/** One of the headers of DMLOptions: values without effect in the local org, kept for code that reads them back. */
class Header extends Described {
  readonly name: string;
  readonly values = new Map<string, unknown>();

  constructor(name: string) {
    super();
    this.name = name;
  }

  override get typeName(): string {
    return `Database.DMLOptions.${this.name}`;
  }

  override described(): Iterable<readonly [string, unknown]> {
    return this.values;
  }
}

/** `Database.DMLOptions`. */
export class DmlOptionsInfo extends Described {
  /** Operations take null as false. */
  optAllOrNone: boolean | null = null;
  allowFieldTruncation: boolean | null = null;
  localeOptions: string | null = null;
  assignmentRuleHeader = new Header('AssignmentRuleHeader');
  duplicateRuleHeader = new Header('DuplicateRuleHeader');
  emailHeader = new Header('EmailHeader');

  override get typeName(): string {
    return 'Database.DMLOptions';
  }

  override described(): Iterable<readonly [string, unknown]> {
    return Object.entries(this);
  }
}

function header(name: string, properties: readonly string[]): NativeTypeSpec {
  return {
    name: `Database.DMLOptions.${name}`,
    constructors: { '()': () => new Header(name) },
    properties: Object.fromEntries(
      properties.map((signature) => {
        const key = signature.split(':')[0]!;
        return [
          signature,
          { get: (self: Header) => self.values.get(key) ?? null, set: (self: Header, value: unknown) => void self.values.set(key, value) },
        ];
      }),
    ),
  };
}

export const optionTypes: readonly NativeTypeSpec[] = [
  {
    name: 'Database.DMLOptions',
    constructors: { '()': () => new DmlOptionsInfo() },
    properties: fields<DmlOptionsInfo>({
      'AllowFieldTruncation: Boolean': 'allowFieldTruncation',
      'AssignmentRuleHeader: Database.DMLOptions.AssignmentRuleHeader': 'assignmentRuleHeader',
      'DuplicateRuleHeader: Database.DMLOptions.DuplicateRuleHeader': 'duplicateRuleHeader',
      'EmailHeader: Database.DMLOptions.EmailHeader': 'emailHeader',
      'LocaleOptions: String': 'localeOptions',
      'OptAllOrNone: Boolean': 'optAllOrNone',
    }),
  },
  header('AssignmentRuleHeader', ['AssignmentRuleId: Id', 'UseDefaultRule: Boolean']),
  header('DuplicateRuleHeader', ['AllowSave: Boolean', 'RunAsCurrentUser: Boolean']),
  header('EmailHeader', ['TriggerAutoResponseEmail: Boolean', 'TriggerOtherEmail: Boolean', 'TriggerUserEmail: Boolean']),
];
