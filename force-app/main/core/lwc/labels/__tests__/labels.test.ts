import { format } from 'c/labels';

describe('format', () => {
  it('puts values where the label wants them, also twice', () => {
    expect(format('{1} и {0}, {0}', 'а', 2)).toBe('2 и а, а');
  });

  it('leaves a placeholder without a value empty', () => {
    expect(format('у клиента {0}{1}', null)).toBe('у клиента ');
  });

  it('writes numbers as the locale does', () => {
    expect(format('{0} ₽', 1500)).toBe('1\u00a0500 ₽');
  });

  it('does not read a value as a placeholder', () => {
    expect(format('{0}', '{1}', 'x')).toBe('{1}');
  });
});
