import type { Gate, GateResult } from './gate.ts';
import { single } from './gate.ts';
import { runProgram, tail } from './process.ts';

/** Gates that pass when a program of the tool chain ends with status 0. */
function program(name: string, about: string, command: string, args: readonly string[]): Gate {
  return {
    name,
    about,
    async run(): Promise<GateResult> {
      const { status, stdout, stderr } = await runProgram(command, args);
      return single(status === 0, tail(`${stdout}\n${stderr}`));
    },
  };
}

/** Gates over the source text: style, types, generated files. Cheap first. */
export const sourceGates: readonly Gate[] = [
  program('format', 'prettier; for Apex its parser is the platform’s own', 'prettier', ['--check', '--log-level=warn', '.']),
  program('types of the components', 'tsc over components, their tests and the type tests', 'tsc', ['-p', 'force-app/tsconfig.test.json']),
  program('types of the scripts', 'tsc over scripts and browser tests', 'tsc', ['-p', 'scripts/tsconfig.json']),
  program('types of the Lightning host', 'tsc over what the host runs in the browser', 'tsc', [
    '-p',
    'scripts/local-org/lightning/tsconfig.host.json',
  ]),
  program('typed contract', 'the generated types match Apex, objects and labels', 'node', ['scripts/typegen/cli.ts', '--check']),
  program('lint', 'eslint with type-checked and LWC rules', 'eslint', ['.', '--max-warnings=0']),
  program('metadata', 'what no other tool checks in the package', 'node', ['scripts/check/cli.ts']),
];
