import assert from "node:assert/strict";
import { parse } from "@std/csv";
import { alertsCsv, alertsJson } from "./export_alerts.ts";
import { alertOf } from "./testing.ts";

const ALERTS = [
  alertOf(),
  alertOf({ id: "alert-2", note: 'say "hi",\nthen go', host: "=1+1", state: "closed" }),
];

Deno.test("alertsCsv() reads back, and no cell is a formula", () => {
  const text = [...alertsCsv([[ALERTS[0]], [], [ALERTS[1]]])].join("");
  const rows: Record<string, string>[] = parse(text, { skipFirstRow: true });
  assert.deepEqual(rows.map(({ id }) => id), ["alert-1", "alert-2"]);
  assert.equal(rows[0].severity, "91.5");
  assert.equal(rows[1].note, 'say "hi",\nthen go');
  assert.equal(rows[1].host, "'=1+1");
});

Deno.test("alertsJson() is an array of alerts, also of none", () => {
  assert.deepEqual(JSON.parse([...alertsJson([[ALERTS[0]], [ALERTS[1]]])].join("")), ALERTS);
  assert.deepEqual(JSON.parse([...alertsJson([])].join("")), []);
});
