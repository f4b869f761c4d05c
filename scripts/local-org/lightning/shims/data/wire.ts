/** What a wire gives to a component: one of the two is set once the first answer is there. */
export interface WireResult<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
}

export type DataCallback<T> = (result: WireResult<T>) => void;

/** The class LWC instantiates for each `@wire`. */
export interface WireAdapter<C> {
  update(config: C): void;
  connect(): void;
  disconnect(): void;
}

export type WireAdapterConstructor<C, T> = new (callback: DataCallback<T>) => WireAdapter<C>;

/** How to follow a value: calls back now or later, each time it changes, until the returned function is called. */
export type Subscribe<C, T> = (config: C, callback: DataCallback<T>) => () => void;

/**
 * Makes a wire adapter. `isReady` keeps the wire silent while a reactive parameter is still undefined.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-wire-adapters.html
 */
export function makeAdapter<C extends object, T>(
  isReady: (config: C) => boolean,
  subscribe: Subscribe<C, T>,
): WireAdapterConstructor<C, T> {
  return class implements WireAdapter<C> {
    private readonly callback: DataCallback<T>;
    private config: C | undefined;
    private connected = false;
    private stop: (() => void) | undefined;

    constructor(callback: DataCallback<T>) {
      this.callback = callback;
      callback({ data: undefined, error: undefined });
    }

    update(config: C): void {
      this.config = config;
      if (this.connected) this.follow();
    }

    connect(): void {
      this.connected = true;
      this.follow();
    }

    disconnect(): void {
      this.connected = false;
      this.unfollow();
    }

    private follow(): void {
      this.unfollow();
      const config = this.config;
      if (!config || !isReady(config)) return;
      let active = true;
      const stop = subscribe(config, (result) => {
        if (active) this.callback(result);
      });
      this.stop = () => {
        active = false;
        stop();
      };
    }

    private unfollow(): void {
      this.stop?.();
      this.stop = undefined;
    }
  };
}

/** True when every named parameter has a value. */
export function requires<C extends object>(...names: (keyof C)[]): (config: C) => boolean {
  return (config) => names.every((name) => config[name] !== undefined && config[name] !== null);
}

/** Makes data read-only all the way down, as the platform's cache does, so that a component cannot change another's data. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const entry of Object.values(value)) deepFreeze(entry);
  }
  return value;
}
