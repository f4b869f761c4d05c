/** The org's own address: `https://MyDomain.my.salesforce.com`, with a My Domain made of the org's name. */
export function myDomainUrl(organizationName: string): string {
  const name = organizationName.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
  return `https://${name.replaceAll(/^-|-$/g, '') || 'local'}.my.salesforce.com`;
}
