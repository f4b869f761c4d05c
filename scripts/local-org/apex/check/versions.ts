/**
 * API versions of a class from which the language behaves otherwise.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/versioned_behavior_changes.htm
 */
export const SINCE = {
  /** A hierarchy setting without data is an empty record; before, it was null. */
  settingsAreNeverNull: 22,
  /** Test methods stand in test classes only. */
  testMethodsInTestClasses: 28,
  /** Statements that cannot be reached are refused. No page says since when: public code of API version 30 has them. */
  noUnreachableStatements: 31,
  /** `instanceof` is false for null; before, it was true. */
  nullIsNoInstance: 32,
  /** In a pattern of String.format a single quote that is not before a brace stands for itself. */
  formatKeepsQuotes: 51,
  /** The result of a failed update has the id of the record. */
  failedSavesHaveIds: 53,
  /** Methods of a component's controller have names of their own. */
  auraMethodsAreNotOverloaded: 55,
  /** Type.forName takes no outer class for a namespace. */
  typeNamespacesAreChecked: 60,
  /** `instanceof Iterable` on a list does not compile: it is always true. */
  listsAreIterable: 60,
  /** A private virtual method is no longer overridden by an inner class of the same file. */
  privateMethodsAreOwn: 61,
  /** A set refuses changes while a loop runs over it; before, the loop ran over a copy. */
  setsRefuseChangesInLoops: 62,
  /** Abstract and override methods must be protected, public or global. */
  inheritedMethodsNeedAccess: 65,
  /** Queries and DML run in user mode, undeclared sharing is `with sharing`, WITH SECURITY_ENFORCED is gone. */
  userModeByDefault: 67,
} as const;
