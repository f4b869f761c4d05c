import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `System.SelectOption`: one choice of a list on a Visualforce page. */
class SelectOption extends ApexObject {
  value: string | null;
  label: string | null;
  disabled: boolean;
  escapeItem = true;

  constructor(value: string | null, label: string | null, disabled: boolean | null = false) {
    super();
    this.value = value;
    this.label = label;
    this.disabled = disabled === true;
  }

  override get typeName(): string {
    return 'SelectOption';
  }

  /** By value, then label; empty ones first. */
  compareTo(other: SelectOption): number {
    const order = compareText(this.value, other.value);
    return order === 0 ? compareText(this.label, other.label) : order;
  }

  override apexToString(): string {
    return `System.SelectOption[value="${this.value}", label="${this.label}", disabled="${this.disabled}"]`;
  }
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

type O = SelectOption;

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_pages_selectoption.htm */
export const selectOptionType: NativeTypeSpec = {
  name: 'System.SelectOption',
  constructors: {
    '(String value, String label)': (value: string | null, label: string | null) => new SelectOption(value, label),
    '(String value, String label, Boolean isDisabled)': (value: string | null, label: string | null, disabled: boolean | null) =>
      new SelectOption(value, label, disabled),
  },
  methods: {
    'getDisabled(): Boolean': (option: O) => option.disabled,
    'getEscapeItem(): Boolean': (option: O) => option.escapeItem,
    'getLabel(): String': (option: O) => option.label,
    'getValue(): String': (option: O) => option.value,
    'setDisabled(Boolean isDisabled): void': (option: O, disabled: boolean) => void (option.disabled = disabled),
    'setEscapeItem(Boolean itemsEscaped): void': (option: O, escaped: boolean) => void (option.escapeItem = escaped),
    'setLabel(String label): void': (option: O, label: string | null) => void (option.label = label),
    'setValue(String value): void': (option: O, value: string | null) => void (option.value = value),
  },
};
