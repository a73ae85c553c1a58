import assert from "node:assert/strict";
import { analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const copy = (hour: number) => [{
  time: at(LAST_DAY, hour),
  source: "10.0.0.25",
  destination: "10.0.0.3",
  port: 445,
  service: "smb",
  sourceBytes: 1e4,
  destinationBytes: 8e8,
  duration: 300,
}];

Deno.test("UnusualHour: finds a copy at night", () => {
  const found = analyseWith(copy(3)).findings
    .find(({ check, host }) => check === "unusual-hour" && host === "10.0.0.25")!;
  assert.match(found.text, /^Transferred 800 MB .*from 03:00 to 04:00, when it is usually idle/);
});

Deno.test("UnusualHour: a copy inside the network counts by itself, a download does not", () => {
  const usual = series(LAST_DAY * 10, (i) => ({
    ...copy(3)[0],
    time: at(i % LAST_DAY, 10),
    source: `10.0.0.${20 + Math.floor(i / LAST_DAY)}`,
    destinationBytes: 3e7,
  }));
  const checks = (destination: string) =>
    analyseWith([...usual, { ...copy(3)[0], destination }]).findings
      .filter(({ host }) => host === "10.0.0.25").map(({ check }) => check);
  assert.ok(checks("10.0.0.3").includes("unusual-hour-inside"));
  assert.ok(!checks("93.184.216.1").includes("unusual-hour-inside"));
});
