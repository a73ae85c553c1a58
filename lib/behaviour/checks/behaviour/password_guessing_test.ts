import assert from "node:assert/strict";
import { OUTCOME } from "../../connection_block.ts";
import { analyse, analyseWith, at, LAST_DAY, series } from "../../testing.ts";

const logins = (count: number, outcome: number = OUTCOME.ANSWERED) =>
  series(count, (i) => ({
    time: at(LAST_DAY, 9, 5 * i),
    source: "203.0.113.9",
    destination: "10.0.0.3",
    port: 22,
    service: "ssh",
    outcome,
  }));

Deno.test("PasswordGuessing: finds many logins from one address in an hour", () => {
  const { findings, hosts } = analyseWith(logins(200));
  assert.equal(hosts[0].host, "203.0.113.9");
  const found = findings.find(({ check }) => check === "password-guessing")!;
  assert.match(
    found.text,
    /^Opened 200 SSH connections to 10\.0\.0\.3 \(port 22\) within one hour/,
  );
});

Deno.test("PasswordGuessing: a few logins, or attempts that nobody answers, are none", () => {
  assert.deepEqual(analyse(logins(8)).findings, []);
  assert.deepEqual(analyse(logins(200, OUTCOME.FAILED)).findings, []);
});
