import { goldens } from './harness.ts';

const CLASSES = {
  Doubler: `global with sharing class Doubler {
    public class Input { @InvocableVariable(required=true) public Integer amount; }
    public class Output { @InvocableVariable public Integer doubled; }
    @InvocableMethod(label='Double')
    public static List<Output> run(List<Input> inputs) {
      List<Output> results = new List<Output>();
      for (Input input : inputs) { Output o = new Output(); o.doubled = input.amount * 2; results.add(o); }
      return results;
    }
  }`,
  Yacht: `global class Yacht { global Integer lengthInYards; global String name; global Account owner; public String hidden; }`,
};

goldens(
  'apex_class_Invocable_Action',
  [
    {
      says: 'An Apex action runs for every invocation and answers in their order',
      apex: `Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Doubler');
      action.setInvocationParameter('amount', 2).addInvocation().setInvocationParameter('amount', 5);
      for (Invocable.Action.Result result : action.invoke()) System.debug(result.isSuccess() + ' ' + result.getOutputParameters().get('doubled'));`,
      prints: ['true 4', 'true 10'],
    },
    {
      says: 'A flow that the org does not have fails in its results',
      apex: `Invocable.Action action = Invocable.Action.createCustomAction('flow', 'Nowhere');
      List<Invocable.Action.Result> results = action.setInvocations(new List<Map<String, Object>>{ new Map<String, Object>() }).invoke();
      System.debug(results.size() + ' ' + results[0].isSuccess() + ' ' + results[0].getErrors().size());`,
      prints: ['1 false 1'],
    },
    {
      says: 'Results can be made from JSON',
      apex: `Invocable.Action.Result result = (Invocable.Action.Result) JSON.deserialize('{"success":true,"outputParameters":{"a":1}}', Invocable.Action.Result.class);
      result.getOutputParameters().put('b', 2);
      System.debug(result.isSuccess() + ' ' + result.getOutputParameters());`,
      prints: ['true {a=1, b=2}'],
    },
    {
      says: 'An action knows its type and name',
      apex: `Invocable.Action action = Invocable.Action.createCustomAction('apex', 'Doubler');
      System.debug(action.getType() + ' ' + action.getName() + ' ' + action.isStandard());`,
      prints: ['apex Doubler false'],
    },
  ],
  CLASSES,
);

goldens(
  'apex_namespace_formulaeval',
  [
    {
      says: 'A formula reads the fields of a record',
      apex: `FormulaEval.FormulaInstance f = Formula.builder().withType(Schema.Account.class).withReturnType(FormulaEval.FormulaReturnType.STRING)
        .withFormula('name & " (" & website & ")"').build();
      System.debug(f.evaluate(new Account(Name = '123', Website = 'x.org')));`,
      prints: ['123 (x.org)'],
    },
    {
      says: 'A formula reads the global members of an object, and through its records',
      apex: `Yacht boat = new Yacht(); boat.lengthInYards = 52; boat.owner = new Account(Name = 'Acme', Site = 'NY');
      System.debug(Formula.builder().withType(Yacht.class).withReturnType(FormulaEval.FormulaReturnType.STRING)
        .withFormula('IF(lengthInYards < 100, "Not Super", "Super")').build().evaluate(boat));
      System.debug(Formula.builder().withType(Yacht.class).withReturnType(FormulaEval.FormulaReturnType.STRING)
        .withFormula('owner.Name & " (" & owner.Site & ")"').build().evaluate(boat));`,
      prints: ['Not Super', 'Acme (NY)'],
    },
    {
      says: 'A formula does not see members that are not global',
      apex: `try { Formula.builder().withType(Yacht.class).withReturnType(FormulaEval.FormulaReturnType.STRING).withFormula('hidden').build(); }
      catch (FormulaValidationException e) { System.debug('refused'); }`,
      prints: ['refused'],
    },
    {
      says: 'A formula that is none is refused when it is built',
      apex: `try { Formula.builder().withType(Schema.Account.class).withReturnType(FormulaEval.FormulaReturnType.BOOLEAN).withFormula('This is no formula!!!').build(); }
      catch (FormulaValidationException e) { System.debug('refused'); }`,
      prints: ['refused'],
    },
    {
      says: 'The result has the type that was asked for',
      apex: `FormulaEval.FormulaBuilder b = Formula.builder().withType(Schema.Account.class).withFormula('NumberOfEmployees / 2');
      Object whole = b.withReturnType(FormulaEval.FormulaReturnType.INTEGER).build().evaluate(new Account(NumberOfEmployees = 5));
      Object exact = b.withReturnType(FormulaEval.FormulaReturnType.DECIMAL).build().evaluate(new Account(NumberOfEmployees = 5));
      System.debug(whole + ' ' + (whole instanceof Integer) + ' ' + exact + ' ' + (exact instanceof Decimal));`,
      prints: ['2 true 2.5 true'],
    },
    {
      says: 'A blank number stays blank unless it shall count as zero',
      apex: `FormulaEval.FormulaBuilder b = Formula.builder().withType(Schema.Account.class).withReturnType(FormulaEval.FormulaReturnType.DECIMAL).withFormula('NumberOfEmployees + 1');
      System.debug(b.build().evaluate(new Account()) + ' ' + b.treatNumericNullAsZero(true).build().evaluate(new Account()));`,
      prints: ['null 1'],
    },
    {
      says: 'A template puts merge fields into a text',
      apex: `System.debug(Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.STRING).parseAsTemplate(true)
        .withFormula('"{!name}" ({!website}): {!NumberOfEmployees + 1}').build().evaluate(new Account(Name = 'Acme', Website = 'acme.com', NumberOfEmployees = 5)));
      try { Formula.builder().withType(Account.SObjectType).withReturnType(FormulaEval.FormulaReturnType.INTEGER).parseAsTemplate(true).withFormula('{!name}').build(); }
      catch (FormulaValidationException e) { System.debug('refused'); }`,
      prints: ['"Acme" (acme.com): 6', 'refused'],
    },
    {
      says: 'A formula names the fields it reads',
      apex: `System.debug(Formula.builder().withType(Schema.Account.class).withReturnType(FormulaEval.FormulaReturnType.STRING)
        .withFormula('name & website').build().getReferencedFields());`,
      prints: ['{Name, Website}'],
    },
  ],
  CLASSES,
);

goldens('apex_namespace_VisualEditor', [
  {
    says: 'Choices of a component property are rows with a label and a value',
    apex: `VisualEditor.DynamicPickListRows rows = new VisualEditor.DynamicPickListRows();
      rows.addRow(new VisualEditor.DataRow('Red', 'RED')); rows.addRow(new VisualEditor.DataRow('Blue', 'BLUE', true)); rows.sort();
      System.debug(rows.size() + ' ' + rows.get(0).getLabel() + ' ' + rows.get(0).getValue() + ' ' + rows.get(0).isSelected() + ' ' + rows.containsAllRows());`,
    prints: ['2 Blue BLUE true false'],
  },
]);

goldens('apex_methods_system_map', [
  {
    says: 'A map of records wants an id in every row',
    apex: `new Map<Id, Account>(new List<Account>{ new Account(Name = 'x') });`,
    throws: 'System.ListException: Row with null Id at index: 0',
  },
  {
    says: 'A map of records wants each id once',
    apex: `Account a = new Account(Id = '001000000000001AAA'); new Map<Id, Account>(new List<Account>{ a, a });`,
    throws: 'System.ListException: Row with duplicate Id at index: 1',
  },
  {
    says: 'putAll lets a later record replace an earlier one',
    apex: `Map<Id, Account> m = new Map<Id, Account>();
      m.putAll(new List<Account>{ new Account(Id = '001000000000001AAA', Name = 'a'), new Account(Id = '001000000000001AAA', Name = 'b') });
      System.debug(m.size() + ' ' + m.values()[0].Name);`,
    prints: ['1 b'],
  },
]);
