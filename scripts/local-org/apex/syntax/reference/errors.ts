import { ApexErrorListener } from '@apexdevtools/apex-parser';
import type { ApexProblem } from '../problem.ts';

/** Collects what lexer and parser report. */
export class ProblemListener extends ApexErrorListener {
  readonly file: string;
  readonly problems: ApexProblem[] = [];

  constructor(file: string) {
    super();
    this.file = file;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push({ file: this.file, line, column: column + 1, message: platformWording(message) });
  }
}

/** The parser generator's message as the platform words it. */
function platformWording(message: string): string {
  const missing = /^missing (\S+) at (.*)$/s.exec(message);
  if (missing) return `Missing ${missing[1]} at ${missing[2]}`;
  const token = /(?:mismatched input|extraneous input|no viable alternative at input) '(.*?)'(?: expecting|$)/s.exec(message);
  if (token) {
    const word = token[1]!.split(/\s+/).at(-1)!;
    return word === '<EOF>' ? 'Unexpected end of file.' : `Unexpected token '${word}'.`;
  }
  const lexical = /token recognition error at: '(.*)'$/s.exec(message);
  if (lexical) return `Unrecognized symbol '${lexical[1]}'`;
  return message;
}
