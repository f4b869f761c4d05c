import locale from '@salesforce/i18n/locale';

/**
 * Fills the placeholders `{0}`, `{1}`, … of a custom label.
 * @param label text of the label
 * @param values what to put in, in order; a placeholder without a value stays empty, a number is written as people of
 *   the user's locale write it
 */
export function format(label: string, ...values: readonly (string | number | null | undefined)[]): string {
  return label.replace(/\{(\d)\}/g, (_match, index: string) => text(values[Number(index)]));
}

function text(value: string | number | null | undefined): string {
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : (value ?? '');
}
