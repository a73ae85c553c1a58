import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY } from "../../testing.ts";

Deno.test("LongConnection: finds one that lasts many times as long as usual", () => {
  const hours = 200;
  const found = analyseWith([{
    time: at(LAST_DAY, 9),
    source: "10.0.0.25",
    destination: "203.0.113.77",
    port: 8022,
    duration: 3600 * hours,
    sourceBytes: 900,
  }]).findings.find(({ check }) => check === "long-connection")!;
  assert.equal(found.host, "10.0.0.25");
  assert.match(found.text, /^Kept one connection to 203\.0\.113\.77 \(port 8022\) open for 200 h/);
});
