import type { Context } from "./context.ts";

/** The request methods that a file route may handle. */
export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

/** What {@linkcode page} returns: the data of the page component and the response's head. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit;
  status?: number;
}

/** A handler of one route: answers itself, or returns data for the route's page component. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => PageResponse<Data> | Response | Promise<PageResponse<Data> | Response>;

/** Handlers of one route by request method. */
export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

/** What a route file exports as `handler` or `handlers`. */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

/** Renders the route's page component without data. */
export function page(): PageResponse<undefined>;
/**
 * Renders the route's page component with `data`.
 *
 * @param data What the component receives as `props.data`.
 * @param options Status and headers of the response.
 */
export function page<T>(
  data: T,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<T>;
export function page<T>(
  data?: T,
  options: { headers?: HeadersInit; status?: number } = {},
): PageResponse<T | undefined> {
  return { data, headers: options.headers, status: options.status };
}
