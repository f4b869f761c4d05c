import type { ValidationObserver } from '../../dml/index.ts';
import { textOf } from '../runtime/text/index.ts';
import type { DebugLog } from './debug-log.ts';

/**
 * Logs the validation rules of a save. Rules have no records in the local org, so the place of their ids stays empty.
 * https://help.salesforce.com/s/articleView?id=platform.code_setting_debug_log_levels.htm (events of the category Validation)
 */
export function validationLog(log: DebugLog): ValidationObserver {
  return {
    record(object, id, check) {
      const name = `Validation:${object}:${id ?? 'new'}`;
      log.event('CODE_UNIT_STARTED', '[EXTERNAL]', name);
      try {
        check();
      } finally {
        log.event('CODE_UNIT_FINISHED', name);
      }
    },
    rule(name, formula, values, failed) {
      log.event('VALIDATION_RULE', '', name);
      if (log.logs('VALIDATION_FORMULA')) {
        log.event(
          'VALIDATION_FORMULA',
          formula,
          values()
            .map(([path, value]) => `${path}=${textOf(value)}`)
            .join(' , '),
        );
      }
      log.event(failed ? 'VALIDATION_FAIL' : 'VALIDATION_PASS');
    },
  };
}
