import { goldens } from './harness.ts';

const SHOP = `public class Shop {
  public Opportunity deal;
  public PricebookEntry entry;
  public Shop() {
    Product2 lamp = new Product2(Name = 'Lamp', ProductCode = 'L1');
    insert lamp;
    entry = new PricebookEntry(UnitPrice = 10, IsActive = true, Pricebook2Id = Test.getStandardPricebookId(), Product2Id = lamp.Id);
    insert entry;
    deal = new Opportunity(Name = 'Deal', StageName = 'Prospecting', CloseDate = Date.newInstance(2024, 1, 31), Amount = 7);
    insert deal;
  }
  public OpportunityLineItem line(Decimal quantity) {
    return new OpportunityLineItem(OpportunityId = deal.Id, PricebookEntryId = entry.Id, Quantity = quantity);
  }
  public OpportunityLineItem saved(OpportunityLineItem line) {
    upsert line;
    return [SELECT Name, ProductCode, Product2Id, ListPrice, UnitPrice, TotalPrice FROM OpportunityLineItem WHERE Id = :line.Id];
  }
  public Opportunity current() {
    return [SELECT Amount, HasOpportunityLineItem, Pricebook2Id, ExpectedRevenue FROM Opportunity WHERE Id = :deal.Id];
  }
}`;

goldens(
  'sforce_api_objects_opportunitylineitem',
  [
    {
      says: 'a line item repeats its price book entry and its product',
      apex: `Shop s = new Shop(); OpportunityLineItem l = s.line(2); l.UnitPrice = 8; l = s.saved(l);
        System.debug(l.Name + '|' + l.ProductCode + '|' + l.ListPrice + '|' + (l.Product2Id == s.entry.Product2Id));
        System.debug([SELECT Name, ProductCode FROM PricebookEntry WHERE Id = :s.entry.Id].Name);`,
      prints: ['Deal Lamp|L1|10.00|true', 'Lamp'],
    },
    {
      says: 'the total price follows from the sales price, the quantity and the discount',
      apex: `Shop s = new Shop(); OpportunityLineItem l = s.line(2); l.UnitPrice = 8; System.debug(s.saved(l).TotalPrice);
        System.debug(s.saved(new OpportunityLineItem(Id = l.Id, Quantity = 3)).TotalPrice);
        System.debug(s.saved(new OpportunityLineItem(Id = l.Id, Discount = 50)).TotalPrice);`,
      prints: ['16.00', '24.00', '12.00'],
    },
    {
      says: 'the sales price follows from the total price',
      apex: `Shop s = new Shop(); OpportunityLineItem l = s.line(4); l.TotalPrice = 10; System.debug(s.saved(l).UnitPrice);
        System.debug(s.saved(new OpportunityLineItem(Id = l.Id, TotalPrice = 20)).UnitPrice);`,
      prints: ['2.50', '5.00'],
    },
  ],
  { Shop: SHOP },
);

goldens(
  'sforce_api_objects_opportunity',
  [
    {
      says: 'the amount of an opportunity with products is the sum of them, and its price book that of the first',
      apex: `Shop s = new Shop(); OpportunityLineItem l = s.line(2); l.UnitPrice = 8; insert new List<OpportunityLineItem>{ l, l.clone() };
        Opportunity o = s.current(); System.debug(o.Amount + '|' + o.HasOpportunityLineItem + '|' + o.ExpectedRevenue);
        System.debug(o.Pricebook2Id == Test.getStandardPricebookId());`,
      prints: ['32.00|true|3.20', 'true'],
    },
    {
      says: 'changes of the amount are ignored while there are products',
      apex: `Shop s = new Shop(); s.deal.Amount = 9; update s.deal; System.debug(s.current().Amount);
        OpportunityLineItem l = s.line(2); l.UnitPrice = 8; insert l; s.deal.Amount = 5; update s.deal; System.debug(s.current().Amount);`,
      prints: ['9.00', '16.00'],
    },
  ],
  { Shop: SHOP },
);
