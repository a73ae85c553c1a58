import assert from "node:assert/strict";
import { filled } from "../../base/typed_arrays.ts";
import { judgeHosts, summariseHosts } from "./count_hosts.ts";

const ROWS = 2000;

Deno.test("judgeHosts() counts rows by host and finds the one with too many flags", () => {
  const hosts = {
    column: "src",
    names: ["a", "b", "odd", "never seen"],
    codes: filled(new Int32Array(ROWS), (row) => row % 100 === 0 ? -1 : row < 40 ? 2 : row % 2),
  };
  const flags = filled(new Uint8Array(ROWS), (row) => row < 30 || row % 97 === 0 ? 1 : 0);
  const judged = judgeHosts(flags, hosts, { rows: 500, flagged: 10, target: 0.02 });
  assert.deepEqual(judged.codes, [0, 1, 2]);
  assert.deepEqual(judged.counts[2], { records: 39, flagged: 29 });
  assert.deepEqual(judged.unusual, [false, false, true]);
  assert.deepEqual(summariseHosts("src", judged), {
    column: "src",
    total: 3,
    flagged: 3,
    unusual: 1,
  });
});
