/** ISO 4217 code of the one currency that orgs have here: several currencies are a feature of other orgs. */
export const ORG_CURRENCY = 'USD';
