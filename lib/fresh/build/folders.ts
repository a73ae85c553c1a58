import type { AnyComponent } from "../component.ts";
import { renderComponent } from "../component.ts";
import { type Context, frameOf, type PageProps, pageProps, setFrame } from "../context.ts";
import type { HandlerByMethod, HandlerFn, Method, RouteHandler } from "../handlers.ts";
import { HttpError } from "../http_error.ts";
import type { Middleware } from "../middleware.ts";

type RouteComponent<State> = AnyComponent<PageProps<unknown, State>>;

/** What a file of `routes/` may export. */
export interface RouteModule<State> {
  default?: RouteComponent<State>;
  handler?: RouteHandler<unknown, State>;
  handlers?: RouteHandler<unknown, State>;
}

/** What a folder of `routes/` adds to the routes in and below it. */
export interface Folder<State> {
  app?: RouteComponent<State>;
  layout?: RouteComponent<State>;
  error?: RouteModule<State>;
  middlewares: Middleware<State>[];
}

/** The middlewares of a folder: its frame and error page around its own middlewares. */
export function folderChain<State>(folder: Folder<State>): Middleware<State>[] {
  return [(ctx) => surround(ctx, folder), ...folder.middlewares];
}

async function surround<State>(ctx: Context<State>, folder: Folder<State>): Promise<Response> {
  const outer = frameOf(ctx);
  const inner = {
    app: folder.app ?? outer.app,
    layouts: folder.layout === undefined ? outer.layouts : [...outer.layouts, folder.layout],
  };
  setFrame(ctx, inner);
  try {
    return await ctx.next();
  } catch (error) {
    if (folder.error === undefined) throw error;
    const status = error instanceof HttpError ? error.status : 500;
    ctx.error = error;
    setFrame(ctx, inner);
    return await answer(ctx, folder.error, status);
  } finally {
    setFrame(ctx, outer);
  }
}

/**
 * Answers a request with a route file: its handler for the method, then its component. A file
 * without handlers answers every method.
 *
 * @param status The status of a page that sets none itself.
 * @throws {HttpError} 404 if the file has nothing for the request's method.
 */
export async function answer<State>(
  ctx: Context<State>,
  module: RouteModule<State>,
  status = 200,
): Promise<Response> {
  const handlers = module.handler ?? module.handlers;
  const handler = handlerOf(handlers, ctx.req.method);
  const isRead = ctx.req.method === "GET" || ctx.req.method === "HEAD";
  if (handlers !== undefined && handler === undefined && !isRead) throw new HttpError(404);

  const result = await handler?.(ctx) ?? { data: undefined };
  if (result instanceof Response) return result;
  if (module.default === undefined) {
    if (handler === undefined) throw new HttpError(404);
    throw new Error(`The handler of ${ctx.route} returned data, but the route has no component`);
  }
  const content = await renderComponent(
    module.default,
    pageProps(ctx, result.data, ctx.Component),
  );
  if (content instanceof Response) return content;
  return await ctx.render(content, { status: result.status ?? status, headers: result.headers });
}

function handlerOf<State>(
  handlers: RouteHandler<unknown, State> | undefined,
  method: string,
): HandlerFn<unknown, State> | undefined {
  if (typeof handlers === "function" || handlers === undefined) return handlers;
  const own = (name: string) =>
    Object.hasOwn(handlers, name)
      ? (handlers as HandlerByMethod<unknown, State>)[name as Method]
      : undefined;
  return own(method) ?? (method === "HEAD" ? own("GET") : undefined);
}
