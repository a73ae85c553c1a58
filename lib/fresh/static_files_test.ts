import assert from "node:assert/strict";
import { join } from "node:path";
import { App, staticFiles } from "fresh";
import fc from "fast-check";
import { setBuild } from "./app.ts";
import { EMPTY_BUILD, makeBuild } from "./build.ts";
import { listStatic } from "./crawl.ts";

type Get = (path: string, init?: RequestInit) => Promise<Response>;

/** Serves a folder with a secret file beside it. */
async function withFolder(use: (get: Get, folder: string) => Promise<void>): Promise<void> {
  const top = await Deno.makeTempDir();
  try {
    const folder = join(top, "static");
    await Deno.mkdir(join(folder, "sub"), { recursive: true });
    await Deno.writeTextFile(join(top, "secret.txt"), "secret");
    await Deno.writeTextFile(join(folder, "styles.css"), "body {}");
    await Deno.writeTextFile(join(folder, "sub", "a b.txt"), "text");
    await Deno.symlink(join(top, "secret.txt"), join(folder, "link.txt"));
    await Deno.symlink(top, join(folder, "up"));
    await Deno.symlink(join(folder, "styles.css"), join(folder, "alias.css"));
    const app = new App().use(staticFiles());
    const files = await listStatic(folder, "production");
    setBuild(app, makeBuild({ ...EMPTY_BUILD, id: "b1", files }, []));
    const handler = app.handler();
    await use(
      (path, init) => handler(new Request(new URL(path, "http://localhost"), init)),
      folder,
    );
  } finally {
    await Deno.remove(top, { recursive: true });
  }
}

Deno.test("staticFiles() sends a file with its type, length and tag", () =>
  withFolder(async (get) => {
    const response = await get("/styles.css");
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "body {}");
    assert.equal(response.headers.get("content-type"), "text/css; charset=utf-8");
    assert.equal(response.headers.get("content-length"), "7");
    assert.equal(response.headers.get("cache-control"), "no-cache");
    assert.match(response.headers.get("etag")!, /^W\/"[0-9a-f]{16}"$/);
    assert.equal(await (await get("/sub/a%20b.txt")).text(), "text");
    assert.equal(await (await get("/alias.css")).text(), "body {}");
  }));

Deno.test("staticFiles() answers 304 to a known tag", () =>
  withFolder(async (get) => {
    const etag = (await get("/styles.css", { method: "HEAD" })).headers.get("etag")!;
    for (const known of [etag, etag.slice(2), `"x", ${etag}`, "*"]) {
      const response = await get("/styles.css", { headers: { "if-none-match": known } });
      assert.equal(response.status, 304, known);
      assert.equal(response.headers.get("etag"), etag);
      assert.equal(response.body, null);
    }
    const changed = await get("/styles.css", { headers: { "if-none-match": '"x"' } });
    assert.equal(changed.status, 200);
    await changed.body?.cancel();
  }));

Deno.test("staticFiles() answers HEAD without content and refuses other methods", () =>
  withFolder(async (get) => {
    const head = await get("/styles.css", { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(head.body, null);
    assert.equal(head.headers.get("content-length"), "7");
    const post = await get("/styles.css", { method: "POST" });
    assert.equal(post.status, 405);
    assert.equal(post.headers.get("allow"), "GET, HEAD");
  }));

Deno.test("staticFiles() lets a URL of this build be kept, and leads others to the plain one", () =>
  withFolder(async (get) => {
    const current = await get("/styles.css?__frsh_c=b1", { method: "HEAD" });
    assert.match(current.headers.get("cache-control")!, /immutable/);
    const old = await get("/styles.css?__frsh_c=b0&x=1");
    assert.equal(old.status, 307);
    assert.equal(old.headers.get("location"), "/styles.css?x=1");
  }));

Deno.test("staticFiles() answers 404 to paths that lead out of the folder", () =>
  withFolder(async (get) => {
    const paths = [
      "/link.txt",
      "/up/secret.txt",
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/%2e%2e%2fsecret.txt",
      "/sub/..%2f..%2fsecret.txt",
      "/..%5csecret.txt",
      "/sub%5c..%5c..%5csecret.txt",
      "/styles.css%00",
      "/%00",
      "/%",
      "/%zz",
      "/%c0%ae%c0%ae/secret.txt",
      "/sub",
      "/sub/",
      "/",
    ];
    for (const path of paths) assert.equal((await get(path)).status, 404, path);
  }));

Deno.test("staticFiles() answers every other path with 404", () =>
  withFolder(async (get) => {
    const part = fc.constantFrom(
      "..",
      ".",
      "/",
      "%2f",
      "%5c",
      "%2e",
      "%00",
      "%",
      "\\",
      "secret.txt",
      "up",
      "link.txt",
      "sub",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        assert.equal((await get(`/x/../${parts.join("")}`)).status, 404);
      }),
      { numRuns: 300 },
    );
  }));
