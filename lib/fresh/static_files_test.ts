import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Builder } from "fresh/dev";
import fc from "fast-check";

type Get = (path: string, init?: RequestInit) => Promise<Response>;

const MAIN = `import { App, staticFiles } from "fresh";
import { asset } from "fresh/runtime";

export const app = new App().use(staticFiles()).get("/asset", () => new Response(asset("/styles.css")));
`;

/** Builds and serves an app in which a folder of static files lies beside a secret one. */
async function withFolder(use: (get: Get) => Promise<void>): Promise<void> {
  // Inside the project, whose `deno.json` says what `fresh` is.
  const top = await Deno.makeTempDir({ dir: join(import.meta.dirname!, "testdata") });
  try {
    const folder = join(top, "static");
    await Deno.mkdir(join(folder, "sub"), { recursive: true });
    await Deno.writeTextFile(join(top, "main.ts"), MAIN);
    await Deno.writeTextFile(join(top, "secret.txt"), "secret");
    await Deno.writeTextFile(join(folder, "styles.css"), "body {}");
    await Deno.writeTextFile(join(folder, "sub", "a b.txt"), "text");
    await new Builder({ root: top }).build();
    const server = await import(pathToFileURL(join(top, "_fresh", "server.js")).href);
    await use((path, init) =>
      server.default.fetch(new Request(new URL(path, "http://localhost"), init))
    );
  } finally {
    await Deno.remove(top, { recursive: true });
  }
}

Deno.test("staticFiles() serves the files of the folder", (t) =>
  withFolder(async (get) => {
    await t.step("with type, length and tag", async () => {
      const response = await get("/styles.css");
      assert.equal(response.status, 200);
      assert.equal(await response.text(), "body {}");
      assert.match(response.headers.get("content-type")!, /^text\/css; charset=utf-8$/i);
      assert.equal(response.headers.get("content-length"), "7");
      assert.match(response.headers.get("cache-control")!, /\bno-cache\b/);
      assert.match(response.headers.get("etag")!, /^W\/"[^"]{16,}"$/);
      assert.equal(await (await get("/sub/a%20b.txt")).text(), "text");
    });

    await t.step("as 304 to who knows the tag", async () => {
      const etag = (await get("/styles.css", { method: "HEAD" })).headers.get("etag")!;
      const known = await get("/styles.css", { headers: { "if-none-match": etag } });
      assert.equal(known.status, 304);
      assert.equal(known.body, null);
      const changed = await get("/styles.css", { headers: { "if-none-match": '"x"' } });
      assert.equal(changed.status, 200);
      await changed.body?.cancel();
    });

    await t.step("to HEAD without content, and to no other method", async () => {
      const head = await get("/styles.css", { method: "HEAD" });
      assert.equal(head.status, 200);
      assert.equal(head.body, null);
      assert.equal(head.headers.get("content-length"), "7");
      assert.equal((await get("/styles.css", { method: "POST" })).status, 405);
    });

    await t.step(
      "for a year under the address of this build, and from others leads there",
      async () => {
        const current = await (await get("/asset")).text();
        assert.match(current, /^\/styles\.css\?__frsh_c=\w+$/);
        const fixed = await get(current, { method: "HEAD" });
        assert.match(fixed.headers.get("cache-control")!, /immutable/);
        const old = await get("/styles.css?__frsh_c=b0&x=1");
        assert.equal(old.status, 307);
        assert.equal(old.headers.get("location"), "/styles.css?x=1");
      },
    );
  }));

Deno.test("staticFiles() answers 404 to every other path", (t) =>
  withFolder(async (get) => {
    await t.step("that leads out of the folder or nowhere", async () => {
      const paths = [
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
    });

    await t.step("whatever its parts are", async () => {
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
        "sub",
      );
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
          assert.equal((await get(`/x/../${parts.join("")}`)).status, 404);
        }),
        { numRuns: 300 },
      );
    });
  }));
