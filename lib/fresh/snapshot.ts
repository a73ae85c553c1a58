import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type App, type Handler, setBuild } from "./app.ts";
import { type Build, type IslandModule, makeBuild, type RouteFile } from "./build/build.ts";

/** The data of a production build, as `_fresh/server.js` holds it. */
export interface Snapshot extends Pick<Build, "id" | "mode" | "client" | "scripts"> {
  /** By URL path; `content` is a path relative to the module. */
  files: Record<
    string,
    { contentType: string; hash: string | null; immutable: boolean; content: string }
  >;
}

/** The request handler of a production build. */
export function serveSnapshot<State>(
  app: App<State>,
  moduleUrl: string,
  { files, ...snapshot }: Snapshot,
  routes: RouteFile[],
  islands: IslandModule[],
): Handler {
  const absolute = (path: string) =>
    fileURLToPath(new URL(path.split("/").map(encodeURIComponent).join("/"), moduleUrl));
  const build = makeBuild({
    ...snapshot,
    root: resolve(absolute("..")),
    routes,
    files: new Map(
      Object.entries(files).map((
        [url, file],
      ) => [url, { ...file, content: absolute(file.content) }]),
    ),
  }, islands);
  setBuild(app, build);
  return app.handler();
}
