import { ApexList } from '../../runtime/collections/index.ts';
import { throwApex } from '../../runtime/exception.ts';
import { ApexObject } from '../../runtime/object.ts';
import type { NativeTypeSpec } from '../../types.ts';

/** `VisualEditor.DataRow`: one choice for a property of a Lightning component. */
class DataRow extends ApexObject {
  readonly label: string | null;
  readonly value: unknown;
  readonly selected: boolean;

  constructor(label: string | null, value: unknown, selected: boolean | null = false) {
    super();
    this.label = label;
    this.value = value;
    this.selected = selected ?? false;
  }

  override get typeName(): string {
    return 'VisualEditor.DataRow';
  }

  compareTo(other: DataRow): number {
    const [left, right] = [this.label ?? '', other.label ?? ''];
    return left < right ? -1 : left > right ? 1 : 0;
  }
}

/** `VisualEditor.DynamicPickListRows`: the choices, and whether these are all. */
class PickListRows extends ApexObject {
  readonly rows: DataRow[];
  complete: boolean;

  constructor(rows: ApexList<DataRow> | null = null, complete: boolean | null = false) {
    super();
    this.rows = [...(rows?.items ?? [])];
    this.complete = complete ?? false;
  }

  override get typeName(): string {
    return 'VisualEditor.DynamicPickListRows';
  }

  at(index: number): DataRow {
    return this.rows[index] ?? throwApex('System.ListException', `List index out of bounds: ${index}`);
  }
}

/**
 * Choices that an Apex class offers in the Lightning App Builder.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_VisualEditor.htm
 */
export const pickListTypes: readonly NativeTypeSpec[] = [
  {
    name: 'VisualEditor.DataRow',
    constructors: {
      '(String label, Object value)': (label: string, value: unknown) => new DataRow(label, value),
      '(String label, Object value, Boolean selected)': (label: string, value: unknown, selected: boolean) =>
        new DataRow(label, value, selected),
    },
    methods: {
      'compareTo(VisualEditor.DataRow other): Integer': (row: DataRow, other: DataRow) => row.compareTo(other),
      'getLabel(): String': (row: DataRow) => row.label,
      'getValue(): Object': (row: DataRow) => row.value,
      'isSelected(): Boolean': (row: DataRow) => row.selected,
    },
  },
  {
    name: 'VisualEditor.DynamicPickListRows',
    constructors: {
      '()': () => new PickListRows(),
      '(List<VisualEditor.DataRow> rows)': (rows: ApexList<DataRow>) => new PickListRows(rows),
      '(List<VisualEditor.DataRow> rows, Boolean containsAllRows)': (rows: ApexList<DataRow>, all: boolean) => new PickListRows(rows, all),
    },
    methods: {
      'addAllRows(List<VisualEditor.DataRow> rows): void': (list: PickListRows, rows: ApexList<DataRow>) =>
        void list.rows.push(...rows.items),
      'addRow(VisualEditor.DataRow row): void': (list: PickListRows, row: DataRow) => void list.rows.push(row),
      'containsAllRows(): Boolean': (list: PickListRows) => list.complete,
      'get(Integer index): VisualEditor.DataRow': (list: PickListRows, index: number) => list.at(index),
      'getDataRows(): List<VisualEditor.DataRow>': (list: PickListRows) => new ApexList('VisualEditor.DataRow', [...list.rows]),
      'setContainsAllRows(Boolean all): void': (list: PickListRows, all: boolean) => {
        list.complete = all;
      },
      'size(): Integer': (list: PickListRows) => list.rows.length,
      'sort(): void': (list: PickListRows) => void list.rows.sort((a, b) => a.compareTo(b)),
    },
  },
];
