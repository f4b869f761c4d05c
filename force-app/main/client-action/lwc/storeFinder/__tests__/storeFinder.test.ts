import 'test/controller';
import findStores from '@salesforce/apex/ClientActionController.findStores';
import type { ChainView, StoreView } from '@callguide/contract';
import StoreFinder from 'c/storeFinder';
import { expectAccessible } from 'test/accessible';
import { all, button, change, listen, mount, one, settle, textOf } from 'test/dom';

interface Finder {
  taskId: string;
  chains: ChainView[];
  cities: string[];
  city: string;
  reserves: boolean;
  reportValidity(): boolean;
}
const STORES: StoreView[] = [
  { id: 's1', chain: 'Бристоль', address: 'Ленина 1', distanceKm: 1.2, hours: '9–21', inStock: true, reservation: true, chosen: true },
  { id: 's2', name: 'Киоск', offer: true },
];
const finder = (more: Partial<Finder> = {}): Promise<HTMLElement & Finder> =>
  mount<Finder>('c-store-finder', StoreFinder, {
    taskId: 't1',
    city: 'Омск',
    cities: ['Омск', 'Москва'],
    chains: [{ name: 'Бристоль', reservation: true }, { name: 'Связной' }],
    ...more,
  });
const filters = (): unknown[] => jest.mocked(findStores).mock.calls.map(([call]) => call.filter);
const combobox = (element: HTMLElement, index: number): HTMLElement & { options: { value: string }[] } => all(element, 'lightning-combobox')[index] as never; // prettier-ignore

describe('c-store-finder', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    jest.mocked(findStores).mockResolvedValue(STORES);
  });

  it('begins in the client’s city and says what one reads out', async () => {
    const element = await finder();
    expect(filters()).toEqual([{ city: 'Омск', reservation: undefined, most: 5 }]);
    expect(all(element, '.store').map(textOf)).toEqual([
      'Бристоль, Ленина 11,2 км · 9–21 · в наличии · с бронью · выбран раньше',
      'Киосксо спецценой',
    ]);
    await expectAccessible(element);
  });

  it('narrows by city, chain and what matters', async () => {
    const element = await finder();
    change(combobox(element, 0), 'Москва');
    change(combobox(element, 1), 'Связной');
    one(element, '[data-key="offer"]').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await settle();
    expect(filters().at(-1)).toMatchObject({ city: 'Москва', chain: 'Связной', offer: true });
  });

  it('offers only chains that reserve when that is what it is for', async () => {
    const element = await finder({ reserves: true });
    expect(filters()).toMatchObject([{ reservation: true }]);
    expect(combobox(element, 1).options.map((option) => option.value)).toEqual(['', 'Бристоль']);
  });

  it('hands on the chosen store, and misses it when none is', async () => {
    const element = await finder();
    const chosen = listen<{ value: string }>(element, 'change');
    expect(element.reportValidity()).toBe(false);
    await settle();
    expect(textOf(one(element, '[role="alert"]'))).toBe('Выберите магазин.');
    await expectAccessible(element);
    all(element, 'input[type="radio"]')[1]!.dispatchEvent(new CustomEvent('change'));
    await settle();
    expect(chosen).toEqual([{ value: 's2' }]);
    expect(element.reportValidity()).toBe(true);
  });

  it('says that nothing fits, that it searches, and what went wrong', async () => {
    jest.mocked(findStores).mockResolvedValueOnce([]);
    expect(textOf(one(await finder(), '[role="status"]'))).toContain('Подходящих магазинов нет');
    jest.mocked(findStores).mockReturnValueOnce(new Promise(() => undefined));
    expect(all(await finder(), '[aria-busy="true"]')).toHaveLength(1);
    jest.mocked(findStores).mockRejectedValueOnce({ body: { message: 'Справочник недоступен' } });
    const element = await finder();
    expect(textOf(one(one(element, 'c-error-panel'), '[role="alert"]'))).toContain('Справочник недоступен');
    button(one(element, 'c-error-panel'), 'Повторить').click();
    await settle();
    expect(all(element, '.store')).toHaveLength(2);
  });

  it('shows the answer to the last question only', async () => {
    let slow: (stores: StoreView[]) => void = () => undefined;
    jest.mocked(findStores).mockReturnValueOnce(new Promise((resolve) => (slow = resolve)));
    const element = await finder();
    change(combobox(element, 0), 'Москва');
    await settle();
    slow([]);
    await settle();
    expect(all(element, '.store')).toHaveLength(2);
  });
});
