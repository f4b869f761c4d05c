/**
 * Fills the placeholders `{0}`, `{1}`, … of a custom label.
 * @param label text of the label
 * @param values what to put in, in order; a placeholder without a value stays empty
 */
export function format(label: string, ...values: readonly (string | number | null | undefined)[]): string {
  return label.replace(/\{(\d)\}/g, (_match, index: string) => String(values[Number(index)] ?? ''));
}
