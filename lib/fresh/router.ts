/** A route that matches a path. */
export interface Match<T> {
  /** What the route was added with; null if the path is known but not for this method. */
  item: T | null;
  pattern: string;
  params: Record<string, string>;
}

interface Route<T> {
  pattern: string;
  urlPattern: URLPattern | null;
  /** By request method; `ALL` stands for any. */
  items: Map<string, T>;
}

/** Finds what answers a request: plain paths first, then patterns in the order of adding. */
export class Router<T> {
  #plain = new Map<string, Route<T>>();
  #dynamic: Route<T>[] = [];

  /**
   * Adds a route. The first of two with the same pattern and method stays.
   *
   * @param method A request method or `ALL`.
   * @param pattern A pathname pattern as of `URLPattern`.
   */
  add(method: string, pattern: string, item: T): void {
    let route = this.#plain.get(pattern) ??
      this.#dynamic.find((other) => other.pattern === pattern);
    if (route === undefined) {
      const isPlain = !/[:*{(?+\\]/.test(pattern);
      const urlPattern = isPlain ? null : new URLPattern({ pathname: pattern });
      route = { pattern, urlPattern, items: new Map() };
      if (isPlain) this.#plain.set(pattern, route);
      else this.#dynamic.push(route);
    }
    if (!route.items.has(method)) route.items.set(method, item);
  }

  /** The route of a request, or null. `HEAD` falls back to `GET`. */
  match(method: string, url: URL): Match<T> | null {
    let unhandled: Match<T> | null = null;
    for (const { route, params } of this.#candidates(url)) {
      const item = route.items.get(method) ?? route.items.get("ALL") ??
        (method === "HEAD" ? route.items.get("GET") : undefined);
      if (item !== undefined) return { item, pattern: route.pattern, params };
      unhandled ??= { item: null, pattern: route.pattern, params };
    }
    return unhandled;
  }

  *#candidates(url: URL): Generator<{ route: Route<T>; params: Record<string, string> }> {
    const plain = this.#plain.get(url.pathname);
    if (plain !== undefined) yield { route: plain, params: {} };
    for (const route of this.#dynamic) {
      const groups = route.urlPattern!.exec({ pathname: url.pathname })?.pathname.groups;
      if (groups === undefined) continue;
      const params = Object.entries(groups).map(([name, value]) => [name, decode(value ?? "")]);
      yield { route, params: Object.fromEntries(params) };
    }
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
