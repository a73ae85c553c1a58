import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const upload = (destination: string) => [{
  time: at(LAST_DAY, 10),
  source: "10.0.0.25",
  destination,
  port: 443,
  service: "ssl",
  sourceBytes: 4.6e9,
  destinationBytes: 1e6,
  duration: 900,
}];

Deno.test("NewUpload: finds many bytes to an address that is new to the network", () => {
  const found = analyseWith(upload("203.0.113.77")).findings
    .find(({ check }) => check === "upload-to-new-address")!;
  assert.deepEqual([found.host, found.peer], ["10.0.0.25", "203.0.113.77"]);
  assert.match(found.text, /^Sent 4\.6 GB to 203\.0\.113\.77, an address new to this network/);
  assert.equal(found.values!.actual, 4.6e9);
});

Deno.test("NewUpload: an address in use is not new, and inside is no upload", () => {
  for (const destination of ["93.184.216.1", "10.0.0.3"]) {
    const { findings } = analyseWith(upload(destination));
    assert.ok(findings.every(({ check }) => check !== "upload-to-new-address"));
  }
});

Deno.test("NewUpload: of an address that others know, an upload counts that is much larger", () => {
  const known = series(6, (i) => ({
    ...upload("203.0.113.77")[0],
    time: at(i % 3, 11),
    source: `10.0.0.${30 + i}`,
    sourceBytes: 20_000,
  }));
  const checksOf = (bytes: number) =>
    analyseWith([...known, { ...upload("203.0.113.77")[0], sourceBytes: bytes }]).findings
      .filter(({ host }) => host === "10.0.0.25").map(({ check }) => check);
  assert.ok(checksOf(4.6e9).includes("upload-to-new-address"));
  assert.ok(!checksOf(20_000).includes("upload-to-new-address"));
});

Deno.test("NewUpload: a new address counts though the host knows its network", () => {
  const { findings } = analyseWith(upload("93.184.216.77"));
  const found = findings.find(({ check }) => check === "upload-to-new-address")!;
  assert.match(found.text, /^Sent 4\.6 GB to 93\.184\.216\.77, an address that it never uploaded/);
});
