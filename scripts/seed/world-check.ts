import type { Script } from './script-load.ts';
import type { WorldFile } from './world-schema.ts';
import type { YamlFile, YamlProblem } from './yaml-file.ts';

/** Names in the world that point to nothing: scripts of lists, and whom and what the history speaks of. */
export function checkWorld(world: YamlFile<WorldFile>, scripts: readonly Script[]): YamlProblem[] {
  const { callLists, users, regions, history } = world.data;
  const problems: YamlProblem[] = [];
  const known = (path: readonly (string | number)[], what: string, name: string, names: readonly string[]): void => {
    if (!names.includes(name)) problems.push(world.problem(path, `${what} ${name}`));
  };
  const scriptKeys = scripts.map((script) => script.key);
  for (const [index, list] of callLists.entries())
    known(['callLists', index, 'script'], `call list ${list.key}: there is no valid script`, list.script, scriptKeys);
  const lists = callLists.map((list) => list.key);
  for (const [index, { key }] of history.lists.entries()) known(['history', 'lists', index, 'key'], 'there is no call list', key, lists);
  for (const list of lists) {
    const described = history.lists.map(({ key }) => key);
    known(['history', 'lists'], 'history: nothing is said about the call list', list, described);
  }
  const experts = users.filter((user) => user.permissionSets.includes('Call_Guide_Expert')).map((user) => user.username);
  for (const [index, { username }] of history.experts.entries())
    known(['history', 'experts', index, 'username'], 'there is no expert', username, experts);
  const names = regions.map(({ region }) => region);
  for (const [index, { region }] of history.regions.entries())
    known(['history', 'regions', index, 'region'], 'there is no region', region, names);
  return problems;
}
