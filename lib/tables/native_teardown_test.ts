import assert from "node:assert/strict";

const PROGRAM = `
  import { openDatabase } from ${JSON.stringify(import.meta.resolve("./duckdb.ts"))};
  for (let i = 0; i < 5; i++) {
    using database = await openDatabase({ spillFolder: "unused" });
    await database.rows("SELECT i, 'word ' || i FROM range(5000) t(i)");
    globalThis.gc();
  }
  console.log("done");
`;

Deno.test("freeNativeObjectsAtEnd() lets a program that used DuckDB end without a crash", async () => {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--v8-flags=--expose-gc", PROGRAM],
    cwd: new URL("../..", import.meta.url),
  }).output();
  assert.equal(new TextDecoder().decode(stdout).trim(), "done");
  assert.equal(code, 0);
});
