import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Builder } from "fresh/dev";
import { withPage } from "../../../testing/browser.ts";

const root = join(import.meta.dirname!, "..", "testdata", "app");

/** Runs `deno` with `args` until `use` ends, which gets the origin that it prints. */
async function withServer<T>(args: string[], use: (origin: string) => Promise<T>): Promise<T> {
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "piped" })
    .spawn();
  const { promise: origin, resolve, reject } = Promise.withResolvers<string>();
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      output += decoder.decode(chunk, { stream: true });
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\D)/.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    }
  };
  const ended = Promise.all([read(child.stdout), read(child.stderr)]).then(() =>
    reject(new Error(`The server ended early: ${output}`))
  );
  try {
    return await use(await origin);
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await child.status;
    await ended;
  }
}

Deno.test("Builder.build() writes a server that runs without the builder", async () => {
  await new Builder({ root }).build();
  try {
    const server = join(root, "_fresh", "server.js");
    assert.ok(
      !(await Deno.readTextFile(server)).includes(root),
      "the app can be moved",
    );
    const args = ["serve", "--allow-all", "--host", "127.0.0.1", "--port", "0", server];
    await withServer(args, async (origin) => {
      const page = await fetch(origin);
      assert.equal(page.status, 200);
      const html = await page.text();
      assert.doesNotMatch(html, /reload/);

      const urls = [...html.matchAll(/\/_fresh\/js\/[^"\\]+/g)].map(([url]) => url);
      assert.equal(new Set(urls).size, 6);
      for (const url of urls) {
        const script = await fetch(origin + url);
        assert.equal(script.status, 200, url);
        assert.match(script.headers.get("content-type")!, /^text\/javascript/);
        assert.match(script.headers.get("cache-control")!, /immutable/);
        await script.body?.cancel();
      }

      const [sheet] = /\/styles\.css\?__frsh_c=\w+/.exec(html)!;
      const styles = await fetch(origin + sheet);
      assert.match(styles.headers.get("cache-control")!, /immutable/);
      assert.match(await styles.text(), /margin/);
      const text = await fetch(`${origin}/nested/a%20b.txt`);
      assert.equal(await text.text(), "hello\n");
    });
  } finally {
    await Deno.remove(join(root, "_fresh"), { recursive: true });
  }
});

Deno.test("Builder.build() puts what islands share into common chunks", async () => {
  await new Builder({ root }).build();
  const folder = join(root, "_fresh", "static", "_fresh", "js");
  let withSignals = 0;
  try {
    for (const path of await readdir(folder, { recursive: true })) {
      if (!path.endsWith(".js")) continue;
      const name = basename(path);
      const source = await Deno.readTextFile(join(folder, path));
      if (source.includes("Cycle detected")) withSignals++;
      if (/^(Counter|DistinctRows|Outer|Toggle)\W/.test(name)) {
        assert.ok(source.length < 10_000, name);
      }
    }
  } finally {
    await Deno.remove(join(root, "_fresh"), { recursive: true });
  }
  assert.equal(withSignals, 1);
});

Deno.test("Builder.build() leaves alone what matches `ignore`", async () => {
  await new Builder({ root, ignore: [/[/\\]islands[/\\]Toggle\.tsx$/] }).build();
  try {
    const files = await readdir(join(root, "_fresh", "static", "_fresh", "js"));
    assert.ok(files.some((file) => file.startsWith("Counter")), `${files}`);
    assert.ok(!files.some((file) => file.startsWith("Toggle")), `${files}`);
  } finally {
    await Deno.remove(join(root, "_fresh"), { recursive: true });
  }
});

Deno.test("Builder.build() names the place of an error in an island", async () => {
  const broken = await Deno.makeTempDir({ dir: root });
  try {
    await Deno.mkdir(join(broken, "islands"));
    await Deno.writeTextFile(join(broken, "islands", "Broken.tsx"), "export default <p>;");
    await assert.rejects(
      new Builder({ root: broken }).build({ snapshot: "memory" }),
      /Broken\.tsx:1/,
    );
  } finally {
    await Deno.remove(broken, { recursive: true });
  }
});

Deno.test("Builder.listen() serves pages that reload after a restart", async () => {
  await withPage(async ({ page }) => {
    const args = (port: string) => ["run", "--allow-all", join(root, "dev.ts"), port];
    const port = await withServer(args("0"), async (origin) => {
      const alive = Promise.race([
        page.waitForResponse(/\/_frsh\/alive$/),
        page.waitForEvent("websocket"),
      ]);
      await page.goto(`${origin}/nested/plain`);
      await alive;
      await page.waitForTimeout(100);
      await page.evaluate("globalThis.isOldPage = true");
      return new URL(origin).port;
    });
    await withServer(args(port), async () => {
      await page.waitForFunction("globalThis.isOldPage !== true", undefined, { timeout: 10_000 });
      assert.equal(await page.textContent("#plain"), "plain");
    });
  });
});
