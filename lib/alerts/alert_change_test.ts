import assert from "node:assert/strict";
import { changedAlert } from "./alert_change.ts";
import { alertOf } from "./testing.ts";

const NOW = "2026-03-05T00:00:00.000Z";
const LATER = "2026-03-06T00:00:00.000Z";

Deno.test("changedAlert() notes when an alert was acknowledged and closed, and what it was", () => {
  const acknowledged = changedAlert(alertOf(), { state: "acknowledged", assignee: "Kim" }, NOW);
  assert.deepEqual([acknowledged.acknowledgedAt, acknowledged.assignee], [NOW, "Kim"]);
  const closed = changedAlert(acknowledged, { state: "closed", verdict: "attack" }, LATER);
  assert.deepEqual(
    [closed.state, closed.verdict, closed.acknowledgedAt, closed.closedAt, closed.assignee],
    ["closed", "attack", NOW, LATER, "Kim"],
  );
});

Deno.test("changedAlert() forgets the verdict of an alert that is reopened, and keeps its note", () => {
  const closed = changedAlert(alertOf(), { state: "closed", verdict: "benign", note: "Scan" }, NOW);
  const open = changedAlert(closed, { state: "open", assignee: null }, LATER);
  assert.deepEqual(open, { ...alertOf(), note: "Scan" });
});

Deno.test("changedAlert() leaves what is not said as it is", () => {
  const closed = changedAlert(alertOf(), { state: "closed", verdict: "attack" }, NOW);
  assert.deepEqual(changedAlert(closed, { note: "Cleaned" }, LATER), {
    ...closed,
    note: "Cleaned",
  });
});
