import assert from "node:assert/strict";
import { ProblemError } from "../../http/problem.ts";
import { streamOptions } from "./score_stream.ts";

const options = (query: string, type?: string) =>
  streamOptions(new URL(`http://a/stream?${query}`), type);

Deno.test("streamOptions() reads the query, which goes before the content type", () => {
  assert.deepEqual(options(""), { explain: "none", format: undefined });
  assert.deepEqual(options("explain=true&top=3", "text/csv; charset=utf-8"), {
    explain: "all",
    top: 3,
    format: "csv",
  });
  assert.equal(options("explain=false").explain, "none");
  assert.equal(options("explain=anomalies").explain, "anomalies");
  assert.equal(options("format=ndjson", "text/csv").format, "ndjson");
});

Deno.test("streamOptions() knows the content types of CSV and NDJSON", () => {
  const types: [type: string, format: string | undefined][] = [
    ["application/csv", "csv"],
    ["application/x-ndjson", "ndjson"],
    ["Application/NDJSON", "ndjson"],
    ["application/jsonl", "ndjson"],
    ["application/vnd.x+ndjson", "ndjson"],
    ["application/json", undefined],
    ["text/plain", undefined],
    ["text/csvx", undefined],
  ];
  for (const [type, format] of types) assert.equal(options("", type).format, format, type);
});

Deno.test("streamOptions() names the parameter that is wrong", () => {
  for (const query of ["format=xml", "explain=maybe", "top=0", "top=x"]) {
    assert.throws(() => options(query), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.status, 422);
      assert.ok(error.message.startsWith(`?${query.split("=")[0]}: `), error.message);
      return true;
    });
  }
});
