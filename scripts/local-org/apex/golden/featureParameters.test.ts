import { goldens } from './harness.ts';

goldens('apex_class_System_FeatureManagement', [
  {
    says: 'a feature parameter has the value of its metadata until another is set',
    apex: `System.debug(FeatureManagement.checkPackageIntegerValue('Calls') + ' ' + FeatureManagement.checkPackageBooleanValue('Active') + ' '
        + FeatureManagement.checkPackageDateValue('Began').year());
      FeatureManagement.setPackageIntegerValue('calls', 5); FeatureManagement.setPackageBooleanValue('Active', true);
      FeatureManagement.setPackageDateValue('Began', Date.newInstance(2026, 11, 23));
      System.debug(FeatureManagement.checkPackageIntegerValue('Calls') + ' ' + FeatureManagement.checkPackageBooleanValue('Active') + ' '
        + FeatureManagement.checkPackageDateValue('Began').year());`,
    prints: ['-1 false 2024', '5 true 2026'],
  },
  {
    says: 'a value that was set goes with the transaction, as records do',
    apex: `Savepoint before = Database.setSavepoint(); FeatureManagement.setPackageIntegerValue('Calls', 5); Database.rollback(before);
      System.debug(FeatureManagement.checkPackageIntegerValue('Calls'));`,
    prints: ['-1'],
  },
  {
    says: 'to set a value is DML on a setup object: it counts as a statement and does not go together with other records',
    apex: `FeatureManagement.setPackageIntegerValue('Calls', 5); System.debug(Limits.getDmlStatements());
      try { insert new Account(Name = 'x'); } catch (DmlException e) { System.debug(e.getDmlType(0)); }`,
    prints: ['1', 'MIXED_DML_OPERATION'],
  },
  {
    says: 'nor the other way round',
    apex: "insert new Account(Name = 'x'); FeatureManagement.setPackageBooleanValue('Active', true);",
    throws:
      'System.DmlException: Update failed. First exception on row 0; first error: MIXED_DML_OPERATION, DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): FeatureParameterBoolean__c, original object: Account: []',
  },
  {
    says: 'a parameter of another type, or of none, is an exception',
    apex: "Integer caught = 0; try { FeatureManagement.checkPackageDateValue('Calls'); } catch (Exception e) { caught++; } try { FeatureManagement.setPackageIntegerValue('None', 1); } catch (Exception e) { caught++; } System.debug(caught);",
    prints: ['2'],
  },
]);
