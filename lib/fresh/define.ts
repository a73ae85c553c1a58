import type { AnyComponent } from "./component.ts";
import type { PageProps } from "./context.ts";
import type { HandlerByMethod, RouteHandler } from "./handlers.ts";
import type { Middleware } from "./middleware.ts";

/** Typed identity functions for the exports of route files; see {@linkcode createDefine}. */
export interface Define<State> {
  /** A route's handlers. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): typeof handlers;

  /** A page component; with `typeof handlers` as type argument it knows the handlers' data. */
  page<
    Handlers extends RouteHandler<unknown, State> = never,
    Data = Handlers extends HandlerByMethod<infer D, State> ? D : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;

  /** A layout component. */
  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;

  /** One middleware or a list of them. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
}

/** Makes the `define` helpers for an app whose requests carry `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
