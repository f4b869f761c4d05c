import { ApexErrorListener } from '@apexdevtools/apex-parser';

/** A syntax or semantic error in Apex source, in the platform's wording. Line and column are 1-based. */
export interface ApexProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

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
