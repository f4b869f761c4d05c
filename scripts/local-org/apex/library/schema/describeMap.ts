import { ApexMap } from '../../runtime/collections/index.ts';

/** A map that finds its text keys in any case, as describe maps do; iteration gives lower-case keys. */
export class DescribeMap<V> extends ApexMap<string, V> {
  override get(key: string): V | null {
    return super.get(typeof key === 'string' ? key.toLowerCase() : key);
  }

  override containsKey(key: string): boolean {
    return super.containsKey(typeof key === 'string' ? key.toLowerCase() : key);
  }
}
