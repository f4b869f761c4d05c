import type { BoundStmt } from './bound.ts';

/** Whether control can run off the end of a statement. */
export function completes(stmt: BoundStmt | null): boolean {
  if (!stmt) return true;
  switch (stmt.kind) {
    case 'block':
      return stmt.body.every(completes);
    case 'return':
    case 'throw':
      return false;
    case 'if':
      return !stmt.otherwise || completes(stmt.then) || completes(stmt.otherwise);
    case 'switch':
      return !stmt.otherwise || completes(stmt.otherwise) || stmt.cases.some((clause) => completes(clause.body));
    case 'try': {
      if (stmt.finally && !completes(stmt.finally)) return false;
      return completes(stmt.body) || stmt.catches.some((clause) => completes(clause.body));
    }
    case 'while':
    case 'doWhile': {
      const endless = stmt.test.kind === 'const' && stmt.test.value === true;
      if (stmt.kind === 'doWhile' && stmt.body && !completes(stmt.body) && !breaks(stmt.body)) return false;
      return !endless || (stmt.body !== null && breaks(stmt.body));
    }
    case 'for':
      return stmt.test !== null || (stmt.body !== null && breaks(stmt.body));
    case 'runAs':
      return completes(stmt.body);
    default:
      return true;
  }
}

/** Whether a `break` leaves the loop whose body this is. */
function breaks(stmt: BoundStmt | null): boolean {
  if (!stmt) return false;
  switch (stmt.kind) {
    case 'break':
      return true;
    case 'block':
      return stmt.body.some(breaks);
    case 'if':
      return breaks(stmt.then) || breaks(stmt.otherwise);
    case 'switch':
      return breaks(stmt.otherwise) || stmt.cases.some((clause) => breaks(clause.body));
    case 'try':
      return breaks(stmt.body) || breaks(stmt.finally) || stmt.catches.some((clause) => breaks(clause.body));
    case 'runAs':
      return breaks(stmt.body);
    default:
      return false;
  }
}
