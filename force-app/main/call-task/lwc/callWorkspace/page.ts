import { commandOf } from 'c/hotkeys';
import type { Command } from 'c/hotkeys';

/**
 * Listens to what happens on the page as a whole: command keys, and the connection.
 * @param act given a command; says whether it was carried out, so that the key does nothing else
 * @param connected told when the connection is lost or back
 * @returns stops listening
 */
export function listenToPage(act: (command: Command) => boolean, connected: (online: boolean) => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command && act(command)) event.preventDefault();
  };
  const onConnection = (event: Event): void => connected(event.type === 'online');
  window.addEventListener('keydown', onKey);
  window.addEventListener('online', onConnection);
  window.addEventListener('offline', onConnection);
  return () => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('online', onConnection);
    window.removeEventListener('offline', onConnection);
  };
}
