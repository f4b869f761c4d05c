/** The same as `cli.mjs`, which starts faster: see there. */
const entry: string = './cli.mjs';
await import(entry);
