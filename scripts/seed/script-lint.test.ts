import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { lintScript } from './script-lint.ts';
import type { PlacedStep } from './script-load.ts';
import type { ScriptAnswer, ScriptStep } from './script-schema.ts';

type DefectStep = Omit<Partial<ScriptStep>, 'answers'> & { readonly answers?: readonly Partial<ScriptAnswer>[] };

interface Defect {
  readonly name: string;
  readonly code: string | null;
  readonly says: string | null;
  readonly steps: readonly DefectStep[];
}

/** The same defects test the linter in Apex, which runs when a script is published. */
const defects = JSON.parse(
  readFileSync(new URL('../../force-app/test/call-script/staticresources/Script_Defects.json', import.meta.url), 'utf8'),
) as Defect[];

function messages(defect: Defect): string[] {
  const problem: PlacedStep['problem'] = (_path, message) => ({ file: 'defects', line: 1, column: 1, message });
  const steps = defect.steps.map((step) => ({
    stage: 'Need' as const,
    card: false,
    ...step,
    answers: (step.answers ?? []).map((answer) => ({ detour: false, noteRequired: false, ...answer })),
    problem,
  })) as PlacedStep[];
  const script = { key: 's', version: 1, title: { ru: 's', en: 's' }, callLists: ['l'], start: 'one', steps, problem };
  return lintScript(script).map((found) => found.message);
}

for (const defect of defects) {
  test(`${defect.name} ${defect.says === null ? 'passes' : 'is found'}`, () => {
    const found = messages(defect);
    if (defect.says === null) assert.deepEqual(found, []);
    else assert.ok(found.length > 0 && found.every((message) => message.includes(defect.says ?? '')), found.join('\n') || 'nothing found');
  });
}
