import { DataWeaveError, DataWeaveScript, describeError, type Input } from './index.ts';

/** Noon of a day in 2026, for tests. */
export const NOON = Date.UTC(2026, 0, 15, 12, 30);

/** Runs a script with texts as inputs; gives its text, or the message of its error. */
export function runScript(source: string, inputs: Readonly<Record<string, string>> = {}, log: string[] = []): string {
  const given = new Map<string, Input>(Object.entries(inputs).map(([name, text]) => [name, { text }]));
  try {
    const output = new DataWeaveScript(source).run(given, { now: () => NOON, random: () => 0.5, log: (text) => void log.push(text) });
    return output.text ?? '';
  } catch (error) {
    if (error instanceof DataWeaveError) return describeError(error, source);
    throw error;
  }
}

/** The value of an expression as JSON without white space. `header` stands before it. */
export function evaluate(expression: string, header = ''): string {
  return runScript(`%dw 2.0\noutput application/json indent=false\n${header}\n---\n${expression}`);
}
