import { watch } from 'node:fs';

/** Editors write a file in several steps. */
const QUIET_MS = 80;

/** Runs `work` now and whenever source below the folders was written, one run after another, until the process ends. */
export function watchSource(dirs: readonly string[], work: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  for (const dir of dirs) {
    watch(dir, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void (running = running.then(work)), QUIET_MS);
    });
  }
  running = work();
}
