/** Apex: source to running code. See README.md of the local org for how the rooms fit together. */
export { AuraMethodError, type AuraMethod } from './aura/call.ts';
export { ParameterError } from './aura/read.ts';
export { compileApex, countingLines, loggingCalls, type CompiledApex, type CompileOptions } from './compile.ts';
export { DebugLog, DEFAULT_LEVELS, levelsFrom, LogLevelError, oldLevels, parseLevels, validationLog } from './debug-log/index.ts';
export type { CodeObject, LogLevels } from './debug-log/index.ts';
export { callRest, findResource, RestCallError, type RestAnswer, type RestCall } from './rest/call.ts';
export { ApexRuntime, type AnonymousResult, type RuntimeOptions } from './runtime.ts';
export { ApexException, LimitException } from './runtime/exception.ts';
export type { ApexProblem } from './syntax/index.ts';
export type { Transaction } from './transaction/transaction.ts';
export type { Coverage, FileCoverage, MethodCoverage } from './testing/coverage.ts';
export { runTests, type TestOptions, type TestReport, type TestResult } from './testing/run.ts';
