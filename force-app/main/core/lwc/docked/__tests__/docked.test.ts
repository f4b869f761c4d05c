import { focused, raiseAbove } from 'c/docked';

/** An element between two heights of the window. */
function element(top: number, bottom: number): HTMLElement & { scrollIntoView: jest.Mock } {
  const made = document.createElement('button');
  made.getBoundingClientRect = () => ({ top, bottom }) as DOMRect;
  return Object.assign(made, { scrollIntoView: jest.fn() });
}

describe('c-docked', () => {
  it('raises what the footer covers, wholly or in part', () => {
    const covered = element(690, 720);
    raiseAbove(element(700, 760), covered);
    expect(covered.scrollIntoView).toHaveBeenCalledWith({ block: 'center' });
  });

  it('does not move what is in sight', () => {
    const seen = element(600, 690);
    raiseAbove(element(700, 760), seen);
    raiseAbove(undefined, seen);
    expect(seen.scrollIntoView).not.toHaveBeenCalled();
  });

  it('leaves the buttons of the footer where they are', () => {
    const footer = element(700, 760);
    const inside = element(710, 750);
    footer.append(inside);
    raiseAbove(footer, inside);
    expect(inside.scrollIntoView).not.toHaveBeenCalled();
  });

  it('tells which element got the focus', () => {
    const field = document.createElement('input');
    const form = document.createElement('div');
    form.append(field);
    document.body.append(form);
    const found: Element[] = [];
    form.addEventListener('focusin', (event) => found.push(focused(event)));
    field.focus();
    expect(found).toEqual([field]);
  });
});
