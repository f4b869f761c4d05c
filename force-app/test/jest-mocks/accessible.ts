import axe from 'axe-core';

/**
 * Fails when axe finds a violation in an element that is in the document. Rules that need a layout engine (contrast) or a whole
 * page (landmarks) are left to the browser tests.
 */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
