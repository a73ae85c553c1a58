import type { RouteFile } from "./build.ts";
import { type Folder, folderChain, type RouteModule } from "./folders.ts";
import { answer } from "./folders.ts";
import type { Middleware } from "../middleware.ts";
import { compareRoutes, patternOf } from "../route_path.ts";

/** The routes of a `routes/` folder, ready to be added to a router. */
export interface FileRoutes<State> {
  /** What `_app`, `_layout`, `_error` and `_middleware` of the top folder say. */
  top: Folder<State>;
  /** The most specific first; a chain starts below the top folder. */
  routes: { pattern: string; chain: Middleware<State>[] }[];
}

/** Reads the modules of a `routes/` folder. */
export function fileRoutes<State>(files: RouteFile[]): FileRoutes<State> {
  const folders = new Map<string, Folder<State>>();
  const folderAt = (path: string) => {
    let folder = folders.get(path);
    if (folder === undefined) folders.set(path, folder = { middlewares: [] });
    return folder;
  };

  const pages: RouteFile[] = [];
  for (const file of files) {
    const slash = file.path.lastIndexOf("/");
    const folder = folderAt(file.path.slice(0, Math.max(slash, 0)));
    const module = file.module as RouteModule<State>;
    const name = file.path.slice(slash + 1).replace(/\.[^.]+$/, "");
    if (name === "_app") folder.app = module.default;
    else if (name === "_layout") folder.layout = module.default;
    else if (name === "_error") folder.error = module;
    else if (name === "_middleware") folder.middlewares = middlewaresOf(file);
    else if (!name.startsWith("_")) pages.push(file);
  }

  const routes = pages.toSorted((a, b) => compareRoutes(a.path, b.path)).map((file) => {
    const names = file.path.split("/").slice(0, -1);
    const around = names.flatMap((_, index) => {
      const folder = folders.get(names.slice(0, index + 1).join("/"));
      return folder === undefined ? [] : folderChain(folder);
    });
    const module = file.module as RouteModule<State>;
    const last: Middleware<State> = (ctx) => answer(ctx, module);
    return { pattern: patternOf(file.path), chain: [...around, last] };
  });
  return { top: folderAt(""), routes };
}

function middlewaresOf<State>({ path, module }: RouteFile): Middleware<State>[] {
  const exported = module.default ?? module.handler ?? module.handlers;
  const list = (Array.isArray(exported) ? exported : [exported]) as Middleware<State>[];
  if (list.some((middleware) => typeof middleware !== "function")) {
    throw new TypeError(`routes/${path} exports no middleware`);
  }
  return list;
}
