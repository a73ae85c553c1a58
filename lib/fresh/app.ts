import { STATUS_CODES } from "node:http";
import { type Build, EMPTY_BUILD } from "./build/build.ts";
import { Context } from "./context.ts";
import { type Folder, folderChain } from "./build/folders.ts";
import { fileRoutes } from "./build/fs_routes.ts";
import type { Method } from "./handlers.ts";
import { HttpError } from "./http_error.ts";
import { type Middleware, runChain } from "./middleware.ts";
import { Router } from "./router.ts";

type Step<State> =
  | { kind: "use"; middlewares: Middleware<State>[] }
  | { kind: "route"; method: Method | "ALL"; path: string; middlewares: Middleware<State>[] }
  | { kind: "files" };

/** Answers a request; the shape that `Deno.serve` takes. */
export type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

/** Where and how to listen, as of `Deno.serve`. */
export type ListenOptions = Deno.ServeTcpOptions & { onListen?: (address: Deno.NetAddr) => void };

const builds = new WeakMap<object, Build>();

/** Gives an app what the builder knows of it. */
export function setBuild<State>(app: App<State>, build: Build): void {
  builds.set(app, build);
}

/** An application: middleware and routes, applied in the order in which they are added. */
export class App<State> {
  #steps: Step<State>[] = [];

  /** The settings of the app. */
  get config(): Context<State>["config"] {
    const { root, mode } = this.#build;
    return { root, basePath: "", mode };
  }

  get #build(): Build {
    return builds.get(this) ?? EMPTY_BUILD;
  }

  /** Adds middleware for everything that is added later, and for requests that nothing matches. */
  use(...middlewares: Middleware<State>[]): this {
    this.#steps.push({ kind: "use", middlewares });
    return this;
  }

  /** Answers GET and HEAD requests that match `path`, a pattern as of `URLPattern`. */
  get(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("GET", path, middlewares);
  }

  /** Answers POST requests that match `path`. */
  post(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("POST", path, middlewares);
  }

  /** Answers PUT requests that match `path`. */
  put(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("PUT", path, middlewares);
  }

  /** Answers PATCH requests that match `path`. */
  patch(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("PATCH", path, middlewares);
  }

  /** Answers DELETE requests that match `path`. */
  delete(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("DELETE", path, middlewares);
  }

  /** Answers requests of any method that match `path`. */
  all(path: string, ...middlewares: Middleware<State>[]): this {
    return this.#route("ALL", path, middlewares);
  }

  /** Adds the routes of the `routes/` folder. */
  fsRoutes(): this {
    this.#steps.push({ kind: "files" });
    return this;
  }

  #route(method: Method | "ALL", path: string, middlewares: Middleware<State>[]): this {
    this.#steps.push({ kind: "route", method, path, middlewares });
    return this;
  }

  /** The function that answers requests with what has been added so far. */
  handler(): Handler {
    const build = this.#build;
    const router = new Router<Middleware<State>[]>();
    let top: Folder<State> = { middlewares: [] };
    for (const step of this.#steps) {
      if (step.kind === "use") {
        top = { ...top, middlewares: [...top.middlewares, ...step.middlewares] };
      } else if (step.kind === "route") {
        router.add(step.method, step.path, [...folderChain(top), ...step.middlewares]);
      } else {
        const files = fileRoutes<State>(build.routes);
        const middlewares = [...top.middlewares, ...files.top.middlewares];
        top = { ...files.top, middlewares };
        for (const { pattern, chain } of files.routes) {
          router.add("ALL", pattern, [...folderChain(top), ...chain]);
        }
      }
    }

    return async (req, info = NO_CONNECTION) => {
      const url = new URL(req.url);
      // A path with two slashes at its start would lead elsewhere in a redirect.
      url.pathname = url.pathname.replace(/\/+/g, "/");
      const match = router.match(req.method, url);
      const { pattern: route = null, params = {} } = match ?? {};
      const ctx = new Context<State>({ req, url, info, route, params, build });
      const unmatched = () => {
        throw new HttpError(match === null ? 404 : 405);
      };
      try {
        return await runChain(match?.item ?? [...folderChain(top), unmatched], ctx);
      } catch (error) {
        return failure(error);
      }
    };
  }

  /** Serves the app on `127.0.0.1:8000`, or as `options` say, until it is told to end. */
  async listen(options?: ListenOptions): Promise<void> {
    await serve(this.handler(), options);
  }
}

/** Serves `handler` on `127.0.0.1:8000`, or as `options` say, until it is told to end. */
export async function serve(handler: Handler, options: ListenOptions = {}): Promise<void> {
  await Deno.serve({ hostname: "127.0.0.1", port: 8000, ...options }, handler).finished;
}

const NO_CONNECTION: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

/** The answer to an error that no error page shows. */
function failure(error: unknown): Response {
  if (!(error instanceof HttpError)) {
    console.error(error);
    return new Response("Internal server error", { status: 500 });
  }
  const { status, message } = error;
  if (status >= 500) console.error(error);
  return new Response(message || STATUS_CODES[status], { status });
}
