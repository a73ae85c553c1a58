import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type App, type ListenOptions, serve, setBuild } from "../app.ts";
import { type Build, makeBuild, type StaticFile } from "./build.ts";
import { bundle, CLIENT_ENTRY, RELOAD_ENTRY } from "./bundle.ts";
import { contentType, digest, listModules, listRoutes, listStatic } from "./crawl.ts";
import type { Snapshot } from "../snapshot.ts";

type Mode = "development" | "production";

const ALIVE_PATH = "/_frsh/alive";

/** Gives an app what the builder knows of it. */
export type ApplyBuild = <State>(app: App<State>) => void;

/** Where the app is. */
export interface BuildOptions {
  /** The folder of the app; the current one by default. */
  root?: string;
  /** Files of `islands/` and `routes/` to leave alone, by their whole paths; tests by default. */
  ignore?: RegExp[];
}

const TEST = /[._]test\.[jt]sx?$/;

/** Prepares an app: bundles the islands and lists the routes and static files. */
export class Builder {
  #root: string;
  #ignore: RegExp[];

  /** @param options Where the app is. */
  constructor({ root = Deno.cwd(), ignore = [TEST] }: BuildOptions = {}) {
    this.#root = resolve(root);
    this.#ignore = ignore;
  }

  /** Builds for production: writes `_fresh/`, whose `server.js` serves the app. */
  build(): Promise<void>;
  /**
   * Builds for tests, without writing anything.
   *
   * @returns A function that gives an app its build.
   */
  build(options: { snapshot: "memory"; mode?: Mode }): Promise<ApplyBuild>;
  async build(
    { snapshot = "disk", mode = "production" }: { snapshot?: "disk" | "memory"; mode?: Mode } = {},
  ): Promise<ApplyBuild | void> {
    const parts = await this.#collect(mode);
    if (snapshot === "disk") return await this.#write(parts);
    const build = await this.#load(parts);
    return (app) => setBuild(app, build);
  }

  /**
   * Serves the app for development: pages reload once the process has restarted, which
   * `deno run --watch=routes/,islands/,static/` does on a change.
   *
   * @param importApp Imports the module that exports `app`.
   * @param options Where to listen; `127.0.0.1:8000` by default.
   */
  async listen<State>(
    importApp: () => Promise<{ app: App<State> }>,
    options?: ListenOptions,
  ): Promise<void> {
    const apply = await this.build({ snapshot: "memory", mode: "development" });
    const { app } = await importApp();
    apply(app);
    const handler = app.handler();
    const start = crypto.randomUUID();
    await serve((req, info) => {
      const isAlive = new URL(req.url).pathname === ALIVE_PATH;
      return isAlive ? Promise.resolve(aliveResponse(start)) : handler(req, info);
    }, options);
  }

  async #collect(mode: Mode): Promise<Parts> {
    const islands = await listModules(join(this.#root, "islands"), this.#ignore);
    const entries = [
      CLIENT_ENTRY,
      ...(mode === "development" ? [RELOAD_ENTRY] : []),
      ...islands.map((path) => join(this.#root, "islands", path)),
    ];
    const { files: bundled, urls } = await bundle(this.#root, entries, mode);
    const files = await listStatic(join(this.#root, "static"), mode);
    for (const { url, content } of bundled) {
      const hash = await digest(content);
      files.set(url, { contentType: contentType(url), hash, immutable: true, content });
    }
    const names = [...files].map(([url, { hash }]) => `${url} ${hash}\n`).sort().join("");
    const islandUrls = urls.slice(urls.length - islands.length);
    return {
      id: await digest(new TextEncoder().encode(names)),
      mode,
      client: urls[0],
      scripts: mode === "development" ? [urls[1]] : [],
      islands: islands.map((path, index) => ({ path, url: islandUrls[index] })),
      routes: await listRoutes(join(this.#root, "routes"), this.#ignore),
      files,
    };
  }

  async #load({ islands, routes, ...parts }: Parts): Promise<Build> {
    const load = (folder: string, path: string): Promise<Record<string, unknown>> =>
      import(pathToFileURL(join(this.#root, folder, path)).href);
    return makeBuild(
      {
        ...parts,
        root: this.#root,
        routes: await Promise.all(
          routes.map(async (path) => ({ path, module: await load("routes", path) })),
        ),
      },
      await Promise.all(
        islands.map(async ({ path, url }) => ({ url, module: await load("islands", path) })),
      ),
    );
  }

  async #write(parts: Parts): Promise<void> {
    const out = join(this.#root, "_fresh");
    await Deno.remove(out, { recursive: true }).catch(ignoreMissing);
    await Deno.mkdir(out);
    const files: Snapshot["files"] = {};
    for (const [url, { content, ...file }] of parts.files) {
      let path = content;
      if (typeof path !== "string") {
        path = join(out, "static", url);
        await Deno.mkdir(dirname(path), { recursive: true });
        await Deno.writeFile(path, content as Uint8Array);
      }
      files[url] = { ...file, content: slashes(relative(out, path)) };
    }
    const { id, mode, client, scripts } = parts;
    const layer = fileURLToPath(new URL("../snapshot.ts", import.meta.url));
    await Deno.writeTextFile(
      join(out, "server.js"),
      serverModule(parts, { id, mode, client, scripts, files }, slashes(relative(out, layer))),
    );
  }
}

interface Parts extends Omit<Build, "islands" | "routes" | "root"> {
  islands: { path: string; url: string }[];
  routes: string[];
  files: Map<string, StaticFile>;
}

function serverModule({ islands, routes }: Parts, snapshot: Snapshot, layer: string): string {
  const text = JSON.stringify;
  const imports = [
    `import { serveSnapshot } from ${text(layer)};`,
    `import { app } from "../main.ts";`,
    ...routes.map((path, i) => `import * as route${i} from ${text(`../routes/${path}`)};`),
    ...islands.map(({ path }, i) => `import * as island${i} from ${text(`../islands/${path}`)};`),
  ];
  return `${imports.join("\n")}

const snapshot = ${JSON.stringify(snapshot, null, 2)};
const routes = [
${routes.map((path, i) => `  { path: ${text(path)}, module: route${i} },\n`).join("")}];
const islands = [
${islands.map(({ url }, i) => `  { url: ${text(url)}, module: island${i} },\n`).join("")}];

export default { fetch: serveSnapshot(app, import.meta.url, snapshot, routes, islands) };
`;
}

function aliveResponse(start: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(`retry: 300\ndata: ${start}\n\n`));
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
