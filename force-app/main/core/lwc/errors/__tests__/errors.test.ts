import { reduceErrors } from 'c/errors';

describe('reduceErrors', () => {
  it.each([
    ['an Apex error', { body: { message: 'Задачу ведёт Анна К.' } }, ['Задачу ведёт Анна К.']],
    ['a list of UI API errors', { body: [{ message: 'a' }, { message: 'b' }] }, ['a', 'b']],
    [
      'page and field errors',
      { body: { message: 'x', pageErrors: [{ message: 'p' }], fieldErrors: { Name: [{ message: 'f' }] } } },
      ['p', 'f'],
    ],
    ['errors of a record form', { body: { output: { errors: [{ message: 'o' }], fieldErrors: { A: [{ message: 'q' }] } } } }, ['o', 'q']],
    ['a JavaScript error', new Error('нет связи'), ['нет связи']],
    ['text', 'просто текст', ['просто текст']],
    ['several errors', [{ body: { message: 'a' } }, new Error('b')], ['a', 'b']],
    ['the same message twice', [new Error('a'), new Error('a')], ['a']],
    ['an error that says nothing', { body: {} }, []],
    ['nothing', undefined, []],
  ])('reads %s', (_name, error, messages) => {
    expect(reduceErrors(error)).toEqual(messages);
  });
});
