import { keyOf, settleKey } from 'c/requestKey';

describe('requestKey', () => {
  beforeEach(() => sessionStorage.clear());

  it('stays the same however often the button is pressed', () => {
    expect(keyOf('task.Vouchers')).toBe(keyOf('task.Vouchers'));
    expect(keyOf('task.Vouchers')).not.toBe(keyOf('task.Wallet'));
    settleKey('task.Vouchers');
    settleKey('task.Wallet');
  });

  it('is another one after the action was done', () => {
    const key = keyOf('task.Vouchers');
    settleKey('task.Vouchers');
    expect(keyOf('task.Vouchers')).not.toBe(key);
    settleKey('task.Vouchers');
  });

  it('survives a reload', () => {
    const key = keyOf('task.QURE');
    expect(sessionStorage.getItem('callguide.request.task.QURE')).toBe(key);
    settleKey('task.QURE');
    expect(sessionStorage).toHaveLength(0);
  });

  it('works where storage is forbidden', () => {
    const forbid = (): never => {
      throw new Error('SecurityError');
    };
    const spies = (['getItem', 'setItem', 'removeItem'] as const).map((name) =>
      jest.spyOn(Storage.prototype, name).mockImplementation(forbid),
    );
    const key = keyOf('task.Order');
    expect(keyOf('task.Order')).toBe(key);
    settleKey('task.Order');
    expect(keyOf('task.Order')).not.toBe(key);
    for (const spy of spies) spy.mockRestore();
  });
});
