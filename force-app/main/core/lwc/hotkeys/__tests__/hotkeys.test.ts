import { commandOf } from 'c/hotkeys';

/** Presses a key in an element and gives the command. */
function press(init: KeyboardEventInit, element: HTMLElement = document.createElement('div')): string | undefined {
  let command: string | undefined;
  const listen = (event: KeyboardEvent): void => {
    command = commandOf(event);
  };
  document.body.append(element);
  window.addEventListener('keydown', listen);
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
  window.removeEventListener('keydown', listen);
  element.remove();
  return command;
}

const made = (tag: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

describe('commandOf', () => {
  it.each([
    [{ code: 'Digit1', key: '1' }, '1'],
    [{ code: 'Numpad9', key: '9' }, '9'],
    [{ code: 'Digit0', key: '0' }, '0'],
    [{ code: 'ArrowLeft', key: 'ArrowLeft' }, 'back'],
    [{ code: 'KeyO', key: 'щ' }, 'objection'],
    [{ code: 'KeyN', key: 'т' }, 'noAnswer'],
    [{ code: 'KeyF', key: 'f' }, 'finish'],
    [{ code: 'KeyD', key: 'D' }, 'dial'],
    [{ code: 'Digit7', key: '?', shiftKey: true }, 'help'],
    [{ code: 'Slash', key: '?', shiftKey: true }, 'help'],
  ])('%j means %s, whatever the layout', (init, command) => {
    expect(press(init)).toBe(command);
  });

  it.each([
    [{ code: 'Digit1', key: '1', ctrlKey: true }],
    [{ code: 'KeyN', key: 'n', metaKey: true }],
    [{ code: 'ArrowLeft', key: 'ArrowLeft', altKey: true }],
    [{ code: 'Digit1', key: '!', shiftKey: true }],
    [{ code: 'Digit1', key: '1', repeat: true }],
    [{ code: 'KeyX', key: 'x' }],
  ])('%j means nothing', (init) => {
    expect(press(init)).toBeUndefined();
  });

  it.each([
    [made('input')],
    [made('input', { type: 'radio' })],
    [made('textarea')],
    [made('select')],
    [made('div', { contenteditable: 'true' })],
    [made('button', { role: 'combobox' })],
    [made('div', { role: 'dialog' })],
  ])('never acts while the person is in %s', (element) => {
    expect(press({ code: 'Digit1', key: '1' }, element)).toBeUndefined();
  });

  it('leaves the arrows to tabs but lets their numbers through', () => {
    expect(press({ code: 'ArrowLeft', key: 'ArrowLeft' }, made('button', { role: 'tab' }))).toBeUndefined();
    expect(press({ code: 'Digit2', key: '2' }, made('button', { role: 'tab' }))).toBe('2');
  });

  it('sees typing through shadow roots', () => {
    const host = document.createElement('div');
    const input = document.createElement('input');
    host.attachShadow({ mode: 'open' }).append(input);
    document.body.append(host);
    let command: string | undefined = 'unset';
    const listen = (event: KeyboardEvent): void => {
      command = commandOf(event);
    };
    window.addEventListener('keydown', listen);
    input.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, code: 'KeyN', key: 'n' }));
    window.removeEventListener('keydown', listen);
    host.remove();
    expect(command).toBeUndefined();
  });
});
