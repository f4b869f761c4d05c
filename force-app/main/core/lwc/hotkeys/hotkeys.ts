/** What a key asks the workspace to do; a digit chooses that answer, 0 the tenth. */
export type Command = 'back' | 'objection' | 'hold' | 'actions' | 'noAnswer' | 'finish' | 'dial' | 'next' | 'help' | `${number}`;

/** By physical key, so that the Russian layout works without switching. */
const KEYS: Readonly<Record<string, Command>> = {
  ArrowLeft: 'back',
  KeyO: 'objection',
  KeyP: 'hold',
  KeyA: 'actions',
  KeyS: 'next',
  KeyN: 'noAnswer',
  KeyF: 'finish',
  KeyD: 'dial',
};

const TYPING = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="textbox"]';

/**
 * The command of a key press, or undefined when the key means nothing here or the person is typing.
 * @param event a keydown event; its path tells where the person is
 */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const origin = event.composedPath().filter((node): node is Element => node instanceof Element);
  if (origin.some((element) => element.matches(TYPING) || element.matches('[role="dialog"]'))) return undefined;
  if (event.key === '?') return 'help';
  if (event.shiftKey) return undefined;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined) return digit as Command;
  // Arrows belong to a list of tabs while it has the focus.
  if (event.code === 'ArrowLeft' && origin[0]?.matches('[role="tab"]')) return undefined;
  return KEYS[event.code];
}
