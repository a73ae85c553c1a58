/** A route that matches a path. */
export interface Match<T> {
  /** What the route was added with; null if the path is known but not for this method. */
  item: T | null;
  pattern: string;
  params: Record<string, string>;
}

interface Route<T> {
  pattern: string;
  /** Parts of the paths that match; null if that is not fixed. */
  parts: number | null;
  /** What a path, cut at its slashes, holds by name, or null if it does not match. */
  match: (parts: string[]) => Record<string, string> | null;
  /** By request method; `ALL` stands for any. */
  items: Map<string, T>;
}

/**
 * Finds what answers a request: plain paths first, with or without a slash at their end, then
 * patterns in the order of adding.
 */
export class Router<T> {
  #plain = new Map<string, Route<T>>();
  #dynamic: Route<T>[] = [];
  /** Those that may match paths of so many parts, in their order. */
  #byParts = new Map<number, Route<T>[]>();

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
      route = { pattern, ...matcher(pattern), items: new Map() };
      if (isPlain) this.#plain.set(pattern, route);
      else this.#dynamic.push(route);
      this.#byParts.clear();
    }
    if (!route.items.has(method)) route.items.set(method, item);
  }

  /**
   * The route of a request, or null. `HEAD` falls back to `GET`.
   *
   * @throws {URIError} if a parameter holds a malformed escape
   */
  match(method: string, { pathname }: URL): Match<T> | null {
    const plain = this.#plain.get(pathname) ?? this.#plain.get(withOtherEnd(pathname));
    if (plain !== undefined) return answer(plain, {}, method);
    const parts = pathname.split("/");
    for (const route of this.#dynamicOf(parts.length)) {
      const params = route.match(parts);
      if (params !== null) return answer(route, params, method);
    }
    return null;
  }

  #dynamicOf(parts: number): Route<T>[] {
    let routes = this.#byParts.get(parts);
    if (routes === undefined) {
      routes = this.#dynamic.filter((route) => route.parts === null || route.parts === parts);
      if (this.#byParts.size < MOST_PARTS) this.#byParts.set(parts, routes);
    }
    return routes;
  }
}

function answer<T>(
  { pattern, items }: Route<T>,
  params: Record<string, string>,
  method: string,
): Match<T> {
  const item = items.get(method) ?? items.get("ALL") ??
    (method === "HEAD" ? items.get("GET") : undefined) ?? null;
  return { item, pattern, params };
}

/** The path with a slash at its end if it has none, and without if it has one. */
function withOtherEnd(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
}

/** Numbers of parts whose routes are remembered; no path of an app has more. */
const MOST_PARTS = 32;

/**
 * Matches paths as `URLPattern` does. Patterns of whole segments, as most are, are compared segment
 * by segment, which takes a hundredth of the time.
 */
function matcher(pattern: string): Pick<Route<unknown>, "parts" | "match"> {
  const segments = pattern.split("/");
  if (!segments.every((segment) => /^:[A-Za-z_]\w*$|^[\w.~-]*$/.test(segment))) {
    const urlPattern = new URLPattern({ pathname: pattern });
    return {
      parts: null,
      match(parts) {
        const groups = urlPattern.exec({ pathname: parts.join("/") })?.pathname.groups;
        if (groups === undefined) return null;
        const params = Object.entries(groups).map((
          [name, value],
        ) => [name, decodeURI(value ?? "")]);
        return Object.fromEntries(params);
      },
    };
  }
  const names = segments.map((segment) => segment.startsWith(":") ? segment.slice(1) : null);
  return {
    parts: segments.length,
    match(parts) {
      for (let i = 0; i < parts.length; i++) {
        if (names[i] === null ? segments[i] !== parts[i] : parts[i] === "") return null;
      }
      const params: Record<string, string> = {};
      for (let i = 0; i < parts.length; i++) {
        const name = names[i];
        if (name !== null) params[name] = decodeURI(parts[i]);
      }
      return params;
    },
  };
}
