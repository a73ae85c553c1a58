import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

Deno.test("NewCountry: finds logins from a country that the network has nothing to do with", () => {
  const { findings } = analyseWith(series(6, (i) => ({
    time: at(LAST_DAY, 10, 700 * i + (i * i * 97) % 300),
    source: "177.37.205.196",
    destination: "10.0.0.3",
    port: 22,
    service: "ssh",
    sourceBytes: 20_000,
    destinationBytes: 90_000,
    duration: 600,
  })));
  const found = findings.find(({ check }) => check === "new-country")!;
  assert.equal(found.host, "10.0.0.3");
  assert.match(
    found.text,
    /^Was contacted from 177\.37\.205\.196 in Brazil \(port 22\), 6 times/,
  );
});
