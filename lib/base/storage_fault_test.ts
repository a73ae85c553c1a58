import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { storageFaultOf } from "./storage_fault.ts";

const withCode = (code: string) => Object.assign(new Error("x"), { code });

Deno.test("storageFaultOf() knows what systems and databases say", () => {
  const kinds: [Error, string | undefined][] = [
    [withCode("ENOSPC"), "full"],
    [withCode("EDQUOT"), "full"],
    [new Error("File too large (os error 27): writefile 'x'"), "full"],
    [new Error("IO Error: Could not write all bytes to file: No space left on device"), "full"],
    [new Error("failed to offload data block of size 256.0 KiB"), "full"],
    [new Error("Out of Memory Error: failed to offload data block of size 1 (1/1 used)"), "full"],
    [new Error("Out of Memory Error: could not allocate block of size 256.0 KiB"), "memory"],
    [withCode("EROFS"), "read-only"],
    [new Deno.errors.PermissionDenied("Permission denied (os error 13)"), "denied"],
    [withCode("EIO"), "broken"],
    [Object.assign(new Error("x"), { errcode: 778 }), "broken"],
    [new Error("outer", { cause: withCode("ENOSPC") }), "full"],
    [new Deno.errors.NotFound("No such file or directory (os error 2)"), undefined],
    [new TypeError("x is not a function"), undefined],
  ];
  for (const [error, kind] of kinds) assert.equal(storageFaultOf(error)?.kind, kind, error.message);
  assert.equal(storageFaultOf("a text"), null);
});

Deno.test("storageFaultOf() knows SQLite's own errors, of exec() and of statements", () => {
  using database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (x); PRAGMA max_page_count = 3;");
  const failure = (work: () => void) => {
    try {
      work();
      return "none";
    } catch (error) {
      return storageFaultOf(error)?.kind;
    }
  };
  assert.equal(failure(() => database.exec("INSERT INTO t VALUES (zeroblob(100000))")), "full");
  const insert = database.prepare("INSERT INTO t VALUES (zeroblob(100000))");
  assert.equal(failure(() => insert.run()), "full");
  database.exec("PRAGMA query_only = ON");
  assert.equal(failure(() => database.exec("DELETE FROM t")), "read-only");
});
