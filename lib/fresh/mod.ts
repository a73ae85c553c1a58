/**
 * The part of Fresh's `fresh` module that Netsift uses.
 *
 * @module
 */
export { App } from "./app.ts";
export type { Context, PageProps } from "./context.ts";
export { csp, type CSPOptions } from "./csp.ts";
export { createDefine, type Define } from "./define.ts";
export {
  type HandlerByMethod,
  type HandlerFn,
  type Method,
  page,
  type PageResponse,
  type RouteHandler,
} from "./handlers.ts";
export { HttpError } from "./http_error.ts";
export type { Middleware } from "./middleware.ts";
export { staticFiles } from "./static_files.ts";
