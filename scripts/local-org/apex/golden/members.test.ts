import { goldens } from './harness.ts';

const CLASSES = {
  Holder: `public class Holder {
    public Account acc; public Account prop { get; set; }
    public String own() { return this.acc.Name; }
    public String plain() { return acc.Name; }
    public String local() { Account a = acc; return a.Name; }
  }`,
  Base: `public virtual class Base { public Base() { onCreate(); } protected virtual void onCreate() {} }`,
  Derived: `public class Derived extends Base {
    public List<String> seen = new List<String>();
    protected override void onCreate() { seen.add('created'); }
  }`,
};

goldens(
  'not documented; salesforce.stackexchange.com/questions/135750, tests of apex-rollup and fflib',
  [
    {
      says: 'A field behind a record member that is null reads as null',
      apex: `Holder h = new Holder(); System.debug(h.acc.Name + ' ' + h.prop.Name + ' ' + h.own() + ' ' + (h.acc.NumberOfEmployees > 1));`,
      prints: ['null null null false'],
    },
    {
      says: 'The Id behind a record member that is null does not',
      apex: `Holder h = new Holder(); System.debug(h.acc.Id);`,
      throws: 'System.NullPointerException: Attempt to de-reference a null object',
    },
    {
      says: 'A field of a variable that is null does not read',
      apex: `new Holder().local();`,
      throws: 'System.NullPointerException: Attempt to de-reference a null object',
    },
    {
      says: 'A field of a member without its object does not read when the member is null',
      apex: `new Holder().plain();`,
      throws: 'System.NullPointerException: Attempt to de-reference a null object',
    },
    {
      says: 'Nothing is written behind a record member that is null',
      apex: `Holder h = new Holder(); h.acc.Name = 'x';`,
      throws: 'System.NullPointerException: Attempt to de-reference a null object',
    },
    {
      says: 'A method called by the constructor of a super class finds the fields initialised',
      apex: `System.debug(new Derived().seen);`,
      prints: ['(created)'],
    },
  ],
  CLASSES,
);
