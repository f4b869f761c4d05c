import { TrieRouter } from 'hono/router/trie-router';
import type { HttpMethod, RouteHandler, RouteOptions, RouteRegistrar } from '../extension.ts';

export interface Route {
  readonly handler: RouteHandler;
  readonly access: 'session' | 'public';
  readonly transaction: 'read' | 'write' | 'none';
}

export interface RouteMatch {
  readonly route: Route;
  /** Still percent-encoded. */
  readonly params: ReadonlyMap<string, string>;
}

const METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * The routes of one worker. Hono's router finds them; its middleware pipeline is not used because it is asynchronous,
 * and a handler must finish inside the store transaction that was opened for it.
 */
export class RouteTable implements RouteRegistrar {
  readonly #router = new TrieRouter<Route>();

  add(method: HttpMethod | readonly HttpMethod[], path: string, handler: RouteHandler, options: RouteOptions = {}): void {
    for (const one of typeof method === 'string' ? [method] : method) {
      const transaction = options.transaction ?? (one === 'GET' || one === 'HEAD' ? 'read' : 'write');
      this.#router.add(one, path, { handler, access: options.access ?? 'session', transaction });
    }
  }

  /** The first route added that fits, or undefined. A trailing slash does not matter: clients send some. */
  find(method: string, path: string): RouteMatch | undefined {
    const [matches] = this.#router.match(method, path.length > 1 ? path.replace(/\/+$/, '') : path);
    const first = matches[0];
    return first && { route: first[0], params: new Map(Object.entries(first[1] as Record<string, string>)) };
  }

  /** Methods that have a route for the path: for 405 answers. */
  methods(path: string): HttpMethod[] {
    return METHODS.filter((method) => this.find(method, path));
  }
}

/** Percent-decodes; text that is not valid percent-encoding stays as it is, because clients send external ids unencoded. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
