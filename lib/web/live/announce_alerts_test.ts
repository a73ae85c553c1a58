import assert from "node:assert/strict";
import { alertOf } from "../../alerts/testing.ts";
import { AlertAnnouncer } from "./announce_alerts.ts";

const alerts = (...ids: string[]) => ids.map((id) => alertOf({ id }));

Deno.test("AlertAnnouncer says nothing of what was there, and gathers what comes in between", () => {
  const announcer = new AlertAnnouncer();
  assert.equal(announcer.next(alerts("a"), 0), null);
  assert.equal(announcer.next(alerts("b", "a"), 1), "New alert: critical on service http.");
  assert.equal(announcer.next(alerts("c", "b", "a"), 2000), null);
  assert.equal(announcer.next(alerts("d", "c", "b", "a"), 3000), null);
  assert.equal(
    announcer.next(alerts("d", "c", "b", "a"), 10_001),
    "2 new alerts, the worst critical on service http.",
  );
  assert.equal(announcer.next(alerts("d", "c", "b", "a"), 30_000), null);
});

Deno.test("AlertAnnouncer passes over suppressed alerts and names the worst", () => {
  const announcer = new AlertAnnouncer();
  announcer.next([], 0);
  assert.equal(announcer.next([alertOf({ suppressedBy: "s" })], 1), null);
  const high = alertOf({ id: "x", severity: { value: 75, band: "high" }, entity: null });
  assert.equal(
    announcer.next([high, alertOf({ id: "y" })], 2),
    "2 new alerts, the worst critical on service http.",
  );
});
