import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Workspace } from '@callguide/contract';

import { walk } from '../force-app/main/call-script/lwc/scriptWalk/scriptWalk.ts';
import { carryOut, isDeed } from '../scripts/seed/play/deeds.ts';
import { Desk } from '../scripts/seed/play/desk.ts';
import { loadScripts, type Script } from '../scripts/seed/script-load.ts';
import { returnKey } from '../scripts/seed/script-lint.ts';
import { worldSchema, type CallListSpec } from '../scripts/seed/world-schema.ts';
import { assertNoProblems, readYaml, type YamlProblem } from '../scripts/seed/yaml-file.ts';
import { openDemoOrg, wednesdayNoon, type DemoOrg } from './support/demo-org.ts';
import { ledgerOf, PathPlanner, type Leg } from './support/path-plan.ts';
import { ScriptClients, variantsOf, type Variant } from './support/script-clients.ts';

const problems: YamlProblem[] = [];
const scripts = loadScripts('config/scripts', problems);
const world = readYaml('config/seed/demo.yaml', worldSchema, problems)!.data;
assertNoProblems(problems);

describe('Every way through every script', () => {
  let org: DemoOrg;
  let clients: ScriptClients;
  let desks: Desk[];

  before(async () => {
    org = await openDemoOrg();
    clients = await ScriptClients.open(await org.connect('admin'));
    desks = await Promise.all(['expert1', 'expert2'].map(async (user) => new Desk(org.url, (await org.connect(user)).accessToken!)));
  });
  after(async () => {
    await (org as DemoOrg | undefined)?.close();
  });

  for (const script of scripts) {
    it(`${script.key}: each ending is a result and an outcome the org accepts, and every step and answer is visited`, async () => {
      // what a lead can be led through is walked with leads as well, and with accounts
      const visited = { Contact: new Set<string>(), Lead: new Set<string>() };
      const refused: string[] = [];
      for (const list of world.callLists.filter((each) => each.script === script.key)) {
        for (const variant of variantsOf(list.audience)) refused.push(...(await walkVariant(list, variant, visited[variant.kind])));
      }
      assert.deepEqual(refused, [], 'conversations that could not be led to their end');
      assert.deepEqual(
        [...partsOf(script)].filter((part) => !visited.Contact.has(part) && !visited.Lead.has(part)).sort(),
        [],
        'steps and answers never visited',
      );
    });
  }

  /** Walks what this client can visit and no earlier one could; one conversation at least. */
  async function walkVariant(list: CallListSpec, variant: Variant, visited: Set<string>): Promise<string[]> {
    const [probe] = await clients.tasks(list.key, list.audience, variant, 1);
    const planner = new PathPlanner((await desks[0]!.loadWorkspace(probe!)).script!);
    const all = planner.everything();
    const paths = [planner.next(visited)];
    while ([...all].some((part) => !visited.has(part))) paths.push(planner.next(visited));
    const tasks = [probe!, ...(await clients.tasks(list.key, list.audience, variant, paths.length - 1))];
    const refused: string[] = [];
    const work = paths.entries();
    const expert = async (desk: Desk): Promise<void> => {
      for (const [index, path] of work) {
        try {
          await talk(desk, tasks[index]!, path);
        } catch (error) {
          refused.push(`${list.key} ${JSON.stringify(variant)} ${describePath(path)}: ${(error as Error).message}`);
        }
      }
    };
    await Promise.all(desks.map(expert));
    return refused;
  }

  /** One call, as the expert's page makes it: answers are saved before anything is done for the client. */
  async function talk(desk: Desk, task: string, path: readonly Leg[]): Promise<void> {
    const workspace = await desk.claim(task);
    await desk.startAttempt(task);
    const ledger = ledgerOf(path);
    let saved = 0;
    const save = async (count: number): Promise<void> => {
      if (count > saved) await desk.saveAnswers(task, ledger.slice(saved, count));
      saved = count;
    };
    for (const [index, { step, answer, move }] of path.entries()) {
      if (move.kind === 'Return' || !(isDeed(step, answer) && move.answerKey === answer?.key)) continue;
      await save(index);
      const lastEmail = async (address: string): Promise<string> => (await org.emailsTo(address))[0] ?? '';
      await carryOut(step, answer, { desk, workspace, now: wednesdayNoon.getTime(), key: `path-${task}-${index}`, lastEmail });
    }
    await save(ledger.length);
    await finish(desk, task, workspace);
  }

  async function finish(desk: Desk, task: string, before: Workspace): Promise<void> {
    const workspace = await desk.loadWorkspace(task);
    const { finished, proposal, step } = walk(before.script!, workspace.ledger ?? []);
    assert.ok(finished, `the saved answers lead back to step ${step?.key}, where the talk is not over`);
    const comment = `Итог: ${step?.title}`;
    if (proposal.result === 'Callback') {
      const [slot] = workspace.slots ?? [];
      const reason = proposal.callbackReason as 'Client Asked' | 'Age Verification';
      const { saved } = await desk.scheduleCallback(task, { callbackAt: slot?.at, reason, comment }, false);
      assert.deepEqual([saved?.status, saved?.result, saved?.callbackReason], ['In Progress', 'Callback', reason]);
      return;
    }
    const { result, outcome } = proposal;
    assert.ok(result, `step ${step?.key} proposes no result`);
    const offered = (workspace.outcomes ?? []).map((option) => option.value);
    if (outcome) assert.ok(offered.includes(outcome), `${outcome} is not among the outcomes of this list`);
    const { saved } = await desk.finish(task, { result, outcome, comment }, false);
    assert.deepEqual([saved?.status, saved?.result, saved?.outcome ?? undefined], ['Completed', result, outcome]);
  }
});

/** Steps and answers of a script as it is written; endings in shared files that this script never uses are none of it. */
function partsOf(script: Script): Set<string> {
  const steps = new Map(script.steps.map((step) => [step.key, step]));
  const cards = script.steps.filter((step) => step.card).map((step) => step.key);
  const parts = new Set(cards.map((key) => `card:${key}`));
  const open = [script.start, ...cards];
  for (const key of open) {
    const step = steps.get(key)!;
    parts.add(key);
    for (const answer of step.answers) parts.add(`${key}/${answer.key}`);
    for (const target of [step.next, ...step.answers.map((answer) => answer.next)])
      if (target !== undefined && target !== returnKey && !open.includes(target)) open.push(target);
  }
  return parts;
}

function describePath(path: readonly Leg[]): string {
  return path.map(({ move }) => (move.answerKey ? `${move.stepKey}/${move.answerKey}` : move.stepKey)).join(' → ');
}
