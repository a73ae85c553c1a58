import assert from "node:assert/strict";
import { withoutPaths } from "./without_paths.ts";

Deno.test("withoutPaths() hides where things lie, however that is written", () => {
  const messages = [
    `IO Error: Cannot open file "/srv/net sift/data/x.parquet": No such file or directory`,
    "No such file or directory (os error 2): readfile '/home/me/data/runs/run-1/scores.bin'",
    'Module not found "file:///opt/netsift/lib/jobs/child.ts".',
    "cannot read C:\\netsift\\data\\x.parquet now",
    "could not load /usr/lib/libduckdb.so: missing",
    "Could not write (/tmp/spill/duckdb_temp_0.tmp)",
    "ENOENT: open `/var/lib/netsift/x`",
  ];
  for (const message of messages) {
    const shown = withoutPaths(message);
    assert.ok(!/srv|home|opt|netsift|usr|tmp|var/.test(shown), shown);
    assert.match(shown, /a file of the server/);
  }
});

Deno.test("withoutPaths() keeps one line, and words that are no paths", () => {
  assert.equal(withoutPaths("first\n    at f (/a/b.ts:1:2)"), "first");
  for (
    const message of [
      "The column bytes/s and n/a are missing",
      "See https://duckdb.org/docs/stable/guides for more",
      "3 / 4 of the rows",
      "either and/or both",
    ]
  ) assert.equal(withoutPaths(message), message);
});
