import { RegexSyntaxError, RegexTooComplicatedError, ReplacementError } from '../../../regex/index.ts';
import { LimitException, throwApex } from '../../runtime/exception.ts';

/**
 * Runs work on regular expressions; what they refuse is a System.StringException, and a search without end a LimitException.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm
 */
export function withRegex<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RegexSyntaxError) throwApex('System.StringException', `Invalid regex: ${error.message}`);
    if (error instanceof ReplacementError) throwApex('System.StringException', error.message);
    if (error instanceof RegexTooComplicatedError) throw new LimitException(error.message);
    throw error;
  }
}
