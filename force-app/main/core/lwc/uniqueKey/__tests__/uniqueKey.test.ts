import { uniqueKey } from 'c/uniqueKey';

describe('uniqueKey', () => {
  it('makes 32 hexadecimal digits, each time others', () => {
    const keys = Array.from({ length: 100 }, () => uniqueKey());
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
