import { standardObject } from './declare.ts';

export const product2 = standardObject(
  'Product2',
  '01t',
  { label: 'Product', sharing: 'ReadWrite', common: ['audit', 'recycle', 'activities', 'viewed'] },
  `
  Name                  Text(255) name required                     : Product Name
  ProductCode           Text(255)
  Description           LongTextArea(4000)                          : Product Description
  IsActive              Checkbox                                    : Active
  Family                Picklist(None)                              : Product Family
  ExternalId            Text(255)                                   : External ID
  DisplayUrl            Url(1000)                                   : Display URL
  QuantityUnitOfMeasure Picklist(Each)
  StockKeepingUnit      Text(180)                                   : Product SKU
  IsArchived            Checkbox readonly                           : Archived
  `,
);

export const pricebook2 = standardObject(
  'Pricebook2',
  '01s',
  { label: 'Price Book', sharing: 'ReadWrite', common: ['audit', 'recycle', 'viewed'] },
  `
  Name        Text(255) name required                               : Price Book Name
  Description TextArea(255)
  IsActive    Checkbox                                              : Active
  IsStandard  Checkbox readonly                                     : Is Standard Price Book
  IsArchived  Checkbox readonly                                     : Archived
  `,
);

export const pricebookEntry = standardObject(
  'PricebookEntry',
  '01u',
  { label: 'Price Book Entry', plural: 'Price Book Entries', sharing: 'ReadWrite', common: ['audit', 'recycle'] },
  `
  Name             Text(255) name readonly                          : Product Name
  Pricebook2Id     Lookup(Pricebook2) -> Pricebook2/PricebookEntries restrict required createonly : Price Book ID
  Product2Id       Lookup(Product2) -> Product2/PricebookEntries restrict required createonly : Product ID
  UnitPrice        Currency(18,2) required                          : List Price
  IsActive         Checkbox                                         : Active
  UseStandardPrice Checkbox
  ProductCode      Text(255) readonly
  IsArchived       Checkbox readonly                                : Archived
  `,
);

export const asset = standardObject(
  'Asset',
  '02i',
  { common: ['audit', 'recycle', 'owner', 'activities', 'viewed'] },
  `
  Name                Text(255) name required                       : Asset Name
  AccountId           Lookup(Account) -> Account/Assets cascade
  ContactId           Lookup(Contact) -> Contact/Assets
  ParentId            Lookup(Asset) -> Parent/ChildAssets           : Parent Asset ID
  Product2Id          Lookup(Product2) -> Product2/Assets           : Product ID
  ProductCode         Text(255) readonly
  IsCompetitorProduct Checkbox                                      : Competitor Asset
  SerialNumber        Text(80)
  InstallDate         Date
  PurchaseDate        Date
  UsageEndDate        Date
  Status              Picklist(Shipped|Installed|Registered|Obsolete|Purchased)
  Price               Currency(18,2)
  Quantity            Number(18,2)
  AssetProvidedById   Lookup(Account) -> AssetProvidedBy/ProvidedAssets : Asset Provided By ID
  AssetServicedById   Lookup(Account) -> AssetServicedBy/ServicedAssets : Asset Serviced By ID
  IsInternal          Checkbox                                      : Internal Asset
  Description         LongTextArea(32000)
  `,
);
