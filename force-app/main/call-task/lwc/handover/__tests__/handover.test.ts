import { putAside, takeAside } from 'c/handover';
import { workspace } from 'test/workspace';

const ID = 'a00000000000001AAA';

describe('handover', () => {
  it('hands a workspace over once, to the page of its task', () => {
    putAside(workspace());
    expect(takeAside(ID)?.task?.id).toBe(ID);
    expect(takeAside(ID)).toBeUndefined();
  });

  it('drops a workspace that another task’s page came for', () => {
    putAside(workspace());
    expect(takeAside('a00000000000002AAA')).toBeUndefined();
    expect(takeAside(ID)).toBeUndefined();
  });
});
