import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const served = (servers: number) =>
  series(8 * servers, (i) => ({
    time: at(LAST_DAY, 11, 100 * i),
    source: `10.0.0.${20 + i % 8}`,
    destination: `10.0.0.${30 + Math.floor(i / 8)}`,
    port: 8080,
    sourceBytes: 500,
    destinationBytes: 5000,
  }));

Deno.test("NewServer: finds a client that begins to answer", () => {
  const found = analyseWith(served(1)).findings.find(({ check }) => check === "new-server")!;
  assert.equal(found.host, "10.0.0.30");
  assert.match(found.text, /^Started to answer on port 8080, to 8 clients/);
});

Deno.test("NewServer: a program that is rolled out is one finding at most", () => {
  const found = analyseWith(served(6)).findings.filter(({ check }) => check === "new-server");
  assert.ok(found.length <= 1, `${found.length}`);
});
