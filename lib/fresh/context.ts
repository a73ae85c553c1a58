import type { ComponentChildren, FunctionComponent } from "preact";
import { Fragment, h } from "preact";
import type { AnyComponent } from "./component.ts";
import { renderComponent } from "./component.ts";
import type { Build } from "./build/build.ts";
import { NONCE } from "./nonce.ts";
import { renderDocument } from "./render/document.ts";

/** The settings of an app. */
export interface ResolvedFreshConfig {
  root: string;
  basePath: string;
  mode: "development" | "production";
}

/** The props of pages, layouts, error pages and the app wrapper. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
    | "route"
  >
  & { data: Data };

/** What surrounds the pages at one point of the folder tree. */
export interface Frame<State> {
  app: AnyComponent<PageProps<unknown, State>> | null;
  /** From the outermost to the innermost. */
  layouts: AnyComponent<PageProps<unknown, State>>[];
}

/** The parts of a context that only the framework sets. */
export interface ContextParts {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  route: string | null;
  params: Record<string, string>;
  build: Build;
}

const builds = new WeakMap<object, Build>();
const frames = new WeakMap<object, Frame<unknown>>();

/** One request on its way through the app. */
export class Context<State> {
  /** The request. */
  readonly req: Request;
  /** The request's URL, parsed. */
  readonly url: URL;
  /** The pattern of the matched route; null if none matched. */
  readonly route: string | null;
  /** The decoded parameters of the matched route. */
  readonly params: Record<string, string>;
  /** What middleware passes on; an object of this request alone. */
  readonly state: State = {} as State;
  /** The connection, as `Deno.serve` describes it. */
  readonly info: Deno.ServeHandlerInfo;
  /** The settings of the app. */
  readonly config: ResolvedFreshConfig;
  /** Whether the request asks for a partial; this layer has none. */
  readonly isPartial: boolean = false;
  /** The error that an error page shows; null elsewhere. */
  error: unknown = null;
  /** Renders what a layout or the app wrapper surrounds. */
  Component: FunctionComponent = () => null;
  /** Hands the request on to the next middleware or handler. */
  next: () => Promise<Response> = () => Promise.resolve(new Response(null, { status: 404 }));

  /** @param parts What the framework knows of the request. */
  constructor(parts: ContextParts) {
    this.req = parts.req;
    this.url = parts.url;
    this.route = parts.route;
    this.params = parts.params;
    this.info = parts.info;
    this.config = { root: parts.build.root, basePath: "", mode: parts.build.mode };
    builds.set(this, parts.build);
  }

  /**
   * Answers with a redirect. Repeated slashes of a path collapse, so that no path can lead to
   * another host.
   *
   * @param pathOrUrl Where to.
   * @param status A status of the 3xx class.
   */
  redirect(pathOrUrl: string, status = 302): Response {
    const [path] = pathOrUrl.split(/[?#]/, 1);
    const location = path.startsWith("/")
      ? path.replace(/^[/\\]+|\/+/g, "/") + pathOrUrl.slice(path.length)
      : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /**
   * Renders JSX inside the layouts and the app wrapper that apply here.
   *
   * @param children What to render.
   * @param init Status and headers of the response.
   */
  async render(children: ComponentChildren, init: ResponseInit = {}): Promise<Response> {
    const { app, layouts } = frameOf(this);
    let content = children;
    for (const wrapper of [...layouts].reverse().concat(app ?? [])) {
      const inner = content;
      const props = pageProps(this, undefined, () => h(Fragment, null, inner));
      const rendered = await renderComponent(wrapper, props);
      if (rendered instanceof Response) return rendered;
      content = rendered;
    }
    const nonce = crypto.randomUUID().replaceAll("-", "");
    const rendering = { url: this.url, nonce };
    const { html, modules } = renderDocument(content, builds.get(this)!, rendering);
    const headers = new Headers(init.headers);
    for (const url of modules) headers.append("link", `<${url}>; rel="modulepreload"`);
    const response = this.html(html, { ...init, headers });
    Reflect.set(response, NONCE, nonce);
    return response;
  }

  /** Answers with plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, withType(init, "text/plain;charset=UTF-8"));
  }

  /** Answers with HTML as it is. */
  html(content: string, init?: ResponseInit): Response {
    return new Response(content, withType(init, "text/html; charset=utf-8"));
  }

  /** Answers with JSON. */
  // deno-lint-ignore no-explicit-any -- the type that `Response.json` and Fresh give it
  json(content: any, init?: ResponseInit): Response {
    return Response.json(content, init);
  }
}

function withType(init: ResponseInit = {}, type: string): ResponseInit {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", type);
  return { ...init, headers };
}

/** The build that the request is served from. */
export function buildOf(ctx: object): Build {
  return builds.get(ctx)!;
}

/** What surrounds pages that `ctx` renders now. */
export function frameOf<State>(ctx: Context<State>): Frame<State> {
  return (frames.get(ctx) ?? { app: null, layouts: [] }) as Frame<State>;
}

/** Sets what surrounds pages that `ctx` renders from now on. */
export function setFrame<State>(ctx: Context<State>, frame: Frame<State>): void {
  frames.set(ctx, frame as Frame<unknown>);
}

/** The props that a component of a route file receives. */
export function pageProps<Data, State>(
  ctx: Context<State>,
  data: Data,
  Component: FunctionComponent,
): PageProps<Data, State> {
  const { config, url, req, params, info, state, isPartial, error, route } = ctx;
  return { config, url, req, params, info, state, isPartial, error, route, Component, data };
}
