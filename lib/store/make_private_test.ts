import assert from "node:assert/strict";
import { join } from "node:path";
import { readConfig } from "../base/config.ts";
import { Netsift } from "../netsift.ts";

const ignore = Deno.build.os === "windows";

async function modes(folder: string, names: string[]): Promise<string[]> {
  const stats = await Promise.all(names.map((name) => Deno.stat(join(folder, name))));
  return stats.map(({ mode }) => (mode! & 0o777).toString(8));
}

Deno.test({
  name: "a data folder and its databases are its user's alone, also those of an older Netsift",
  ignore,
  // Opening a Netsift starts threads that end a moment later.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const parent = await Deno.makeTempDir({ prefix: "netsift-test-" });
    const folder = join(parent, "data");
    const names = [".", "catalogue.sqlite", "catalogue.sqlite-wal", "catalogue.sqlite-shm"];
    const files = [...names, "access.sqlite", "access.sqlite-wal", "access.sqlite-shm"];
    const expected = files.map((name) => name === "." ? "700" : "600");
    const config = readConfig({ NETSIFT_DATA: folder });
    const previous = Deno.umask(0o022);
    try {
      for (const round of ["new", "existing"]) {
        using _ = await Netsift.open(config);
        assert.deepEqual(await modes(folder, files), expected, round);
        // As an older Netsift left them, with a log that was not put into the database.
        for (const name of files) {
          await Deno.chmod(join(folder, name), name === "." ? 0o755 : 0o644);
        }
      }
      using _ = await Netsift.open(config);
      assert.deepEqual(await modes(folder, files), expected, "opened again");
    } finally {
      Deno.umask(previous);
      await Deno.remove(parent, { recursive: true });
    }
  },
});
