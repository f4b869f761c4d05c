/** https://developer.salesforce.com/docs/platform/lwc/guide/create-i18n.html */
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}
