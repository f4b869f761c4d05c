/** The algorithms of `source/classes/Bench.cls` in plain JavaScript. Each gives the same number as its twin. */

export function loops(times: number): number {
  let sum = 0;
  for (let t = 0; t < times; t++) {
    const composite: boolean[] = [];
    for (let i = 0; i <= 5000; i++) composite.push(false);
    for (let i = 2; i <= 5000; i++) {
      if (composite[i]) continue;
      sum += i;
      for (let j = i * 2; j <= 5000; j += i) composite[j] = true;
    }
    sum += fibonacci(15) + gcd(1071 + t, 462);
  }
  return sum;
}

function fibonacci(n: number): number {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

export function collections(times: number): number {
  let sum = 0;
  for (let t = 0; t < times; t++) {
    const groups = new Map<string, number[]>();
    const seen = new Set<number>();
    let seed = 17 + t;
    for (let i = 0; i < 2000; i++) {
      seed = (seed * 1103 + 12345) % 65536;
      const key = `k${seed % 50}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key)!.push(seed);
      seen.add(seed);
    }
    for (const values of groups.values()) {
      values.sort((a, b) => a - b);
      sum += values[0]! + values.length;
    }
    sum += seen.size;
  }
  return sum;
}

export function strings(times: number): number {
  let sum = 0;
  for (let t = 0; t < times; t++) {
    const words: string[] = [];
    for (let i = 0; i < 500; i++) words.push(`word${i}${i % 2 === 0 ? 'Even' : 'Odd'}`);
    for (const part of words.join(',').split(',')) {
      if (part.endsWith('Even') && part.includes('1')) sum += part.length;
      if (part.toUpperCase().startsWith('WORD2')) sum += part.indexOf('d');
      // Apex compares without regard to case.
      if (part.substring(4).toLowerCase() === '10even') sum++;
    }
  }
  return sum;
}

interface Cart {
  readonly id: string;
  readonly paid: boolean;
  readonly lines: { readonly item: string; readonly amount: number; readonly price: number }[];
}

export function json(times: number): number {
  let sum = 0;
  for (let t = 0; t < times; t++) {
    const carts: Cart[] = [];
    for (let i = 0; i < 50; i++) {
      const cart: Cart = { id: `cart${i}`, paid: i % 2 === 0, lines: [] };
      for (let j = 0; j < 5; j++) cart.lines.push({ item: `item${j}`, amount: j, price: j * 1.5 });
      carts.push(cart);
    }
    const text = JSON.stringify(carts);
    for (const cart of JSON.parse(text) as Cart[]) for (const line of cart.lines) if (cart.paid) sum += line.amount;
    // A Decimal is written with its digits after the point, a number without: 200 values with `.0` on one side only.
    sum += text.length;
  }
  return sum;
}

interface Ticket {
  subject: string;
  amount: number | null;
  group?: string;
  weight?: number;
}

export function chunk(times: number): number {
  let sum = 0;
  for (let t = 0; t < times; t++) {
    const tickets: Ticket[] = [];
    for (let i = 0; i < 200; i++) tickets.push({ subject: `Subject ${i}`, amount: i });
    const bySubject = new Map<string, number>();
    for (const ticket of tickets) {
      if (ticket.amount === null) throw new Error('An amount is needed');
      const group = `${ticket.subject.slice(0, ticket.subject.indexOf(' '))}${ticket.amount % 10}`;
      bySubject.set(group, (bySubject.get(group) ?? 0) + ticket.amount);
      ticket.group = group;
    }
    for (const ticket of tickets) ticket.weight = bySubject.get(ticket.group!)! > 1900 ? 2 : 1;
    for (const ticket of tickets) sum += ticket.weight!;
  }
  return sum;
}
