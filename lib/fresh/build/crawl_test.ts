import assert from "node:assert/strict";
import { join } from "node:path";
import { listFiles, listRoutes } from "./crawl.ts";

Deno.test("listFiles() follows links to files of the folder, and none that lead out of it", async () => {
  const top = await Deno.makeTempDir();
  try {
    const folder = join(top, "static");
    await Deno.mkdir(join(folder, "sub"), { recursive: true });
    await Deno.writeTextFile(join(top, "secret.txt"), "secret");
    await Deno.writeTextFile(join(folder, "styles.css"), "body {}");
    await Deno.writeTextFile(join(folder, "sub", "a b.txt"), "text");
    await Deno.symlink(join(top, "secret.txt"), join(folder, "link.txt"));
    await Deno.symlink(top, join(folder, "up"));
    await Deno.symlink(join(folder, "nothing"), join(folder, "broken.txt"));
    await Deno.symlink(join(folder, "styles.css"), join(folder, "alias.css"));
    assert.deepEqual(await listFiles(folder), ["alias.css", "styles.css", "sub/a b.txt"]);
    assert.deepEqual(await listFiles(join(top, "nothing")), []);
  } finally {
    await Deno.remove(top, { recursive: true });
  }
});

Deno.test("listRoutes() passes over folders such as (_components)", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const path of ["a/(_components)", "(group)"]) {
      await Deno.mkdir(join(folder, path), { recursive: true });
      await Deno.writeTextFile(join(folder, path, "B.tsx"), "");
    }
    await Deno.writeTextFile(join(folder, "a", "index.tsx"), "");
    assert.deepEqual(await listRoutes(folder), ["(group)/B.tsx", "a/index.tsx"]);
    assert.deepEqual(await listRoutes(folder, [/[/\\]a[/\\]/]), ["(group)/B.tsx"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
