import type { Browser } from 'playwright-core';

import { findChromium, launch } from '../../e2e/support/chromium.ts';
import { newClient } from '../../e2e/support/clients.ts';
import { inRecordForm, inWorkspace, kinds, sitDown, talkThrough } from '../../e2e/support/day-work.ts';
import { openDemoOrg, type DemoOrg } from '../../e2e/support/demo-org.ts';
import type { Benchmark, Figure } from './measure.ts';

/** The aim is a third of the clicks and keys; more than half fails. */
const handsLimit = 1 / 2;
const tripsLimit = 3;

/** What a completed call costs an expert, in our workspace and through the plain record form of the same org. */
export const expertBenchmark: Benchmark = {
  name: 'expert',
  about: 'clicks and keys of a completed call against the plain record form, server round trips, first load, time to the next task',
  async run() {
    const chromium = findChromium();
    if (!chromium) throw new Error('There is no Chromium to measure in');
    const org = await openDemoOrg();
    const browser = await launch(chromium);
    try {
      return [...(await calls(browser, org)), ...(await firstLoad(browser, org))];
    } finally {
      await browser.close();
      await org.close();
    }
  },
};

async function calls(browser: Browser, org: DemoOrg): Promise<Figure[]> {
  const admin = await org.connect('admin');
  const expert = await sitDown(browser, org, 'expert6');
  const figures: Figure[] = [];
  const trips: Figure[] = [];
  const times: Figure[] = [];
  const sum = { ours: 0, peer: 0 };
  for (const kind of kinds) {
    const { hands, trips: made, toNext } = await inWorkspace(expert, admin, kind);
    const peer = await inRecordForm(expert, admin, org, kind);
    sum.ours += hands;
    sum.peer += peer;
    figures.push({ metric: `${kind}: clicks and keys`, ours: hands, peer, unit: '', limit: handsLimit, note: 'aim 0.33' });
    const names = (calls: readonly string[]): string => calls.map((call) => call.split('/').slice(-1)[0]).join(', ') || 'nothing';
    const note = `waits for ${names(made.waited)}; in the background ${names(made.background.map((call) => call.replace(/record-ui.*/, 'record-ui')))}`;
    trips.push({ metric: `${kind}: round trips waited for`, ours: made.waited.length, unit: '', limit: tripsLimit, note });
    times.push({ metric: `${kind}: last click to next client`, ours: toNext, unit: 'ms', limit: Infinity });
  }
  figures.push({ metric: 'all four: clicks and keys', ours: sum.ours, peer: sum.peer, unit: '', limit: handsLimit, note: 'aim 0.33' });
  const talk = await talkThrough(expert, admin);
  const note = 'every step answered by its key; the record form knows no answers, so there is no peer';
  figures.push({ metric: 'a talk led to its end: clicks and keys', ours: talk, unit: '', limit: Infinity, note });
  await expert.close();
  return [...figures, ...trips, ...times];
}

/** The record page of a task in a browser that has nothing of it yet. */
async function firstLoad(browser: Browser, org: DemoOrg): Promise<Figure[]> {
  const client = await newClient(await org.connect('admin'), { list: 'ecom-30-90', device: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(await org.signIn('expert6', `/lightning/r/Call_List_Task__c/${client.taskId}/view`));
  await page.locator('c-call-header h2').waitFor();
  await page.waitForLoadState('networkidle');
  await context.close();
  const apex = paths.filter((path) => path.startsWith('/apex/'));
  const data = paths.filter((path) => path.startsWith('/services/') || path.startsWith('/lightning/host/'));
  return [
    {
      metric: 'record page, first load: Apex calls',
      ours: apex.length,
      unit: '',
      limit: 2,
      note: apex.map((path) => path.split('/').at(-1)).join(', '),
    },
    {
      metric: 'record page, first load: calls of the platform',
      ours: data.length,
      unit: '',
      limit: Infinity,
      note: 'record, layout, session',
    },
    { metric: 'record page, first load: files', ours: paths.length - apex.length - data.length, unit: '', limit: Infinity },
    {
      metric: 'record page, first load: bytes',
      ours: bytes / 1024,
      unit: 'kB',
      limit: Infinity,
      note: 'with the engine, base components and the host; see size for our part',
    },
  ];
}
