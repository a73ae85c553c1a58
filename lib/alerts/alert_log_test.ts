import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Catalogue } from "../store/catalogue.ts";
import type { Alert, KeptRecord } from "../resources/alert.ts";
import { AlertLog, RECORDS_OF_ALERT } from "./alert_log.ts";
import { alertOf } from "./testing.ts";

/** What the logs of these tests keep. */
const KEPT = { alerts: 20, records: 30 };

const alert = (number: number, count = 1, change: Partial<Alert> = {}): Alert =>
  alertOf({
    id: `alert-${number}`,
    count,
    createdAt: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
    ...change,
  });

const record = (score: number): KeptRecord => ({
  at: "2026-03-04T05:06:07.000Z",
  score,
  severity: 50,
  record: { score },
});

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => alert(from + i));

const idsOf = (alerts: { id: string }[]) => alerts.map(({ id }) => id);

async function withCatalogue(test: (path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    test(`${folder}/catalogue.sqlite`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Ids in the catalogue, oldest first. */
function stored(path: string): string[] {
  using catalogue = new Catalogue(path);
  return catalogue.alerts.ids({});
}

/** Puts alerts, and writes them at the end. */
function write(path: string, alerts: Alert[]): void {
  using catalogue = new Catalogue(path);
  using log = new AlertLog(catalogue, KEPT);
  for (const each of alerts) log.put(each, []);
}

Deno.test("AlertLog keeps the newest alerts, closed ones least, and what has grown in its place", () =>
  withCatalogue((path) => {
    write(path, numbered(0, KEPT.alerts));
    write(path, [alert(0, 7), ...numbered(KEPT.alerts, 3)]);
    assert.deepEqual(stored(path), idsOf(numbered(3, KEPT.alerts)));
    {
      using catalogue = new Catalogue(path);
      using log = new AlertLog(catalogue, KEPT);
      log.change(["alert-9"], { state: "closed", verdict: "benign" });
    }
    write(path, numbered(100, 1));
    assert.ok(!stored(path).includes("alert-9"));
    assert.ok(stored(path).includes("alert-3"));
  }));

Deno.test("AlertLog adds new alerts and forgets old ones together, or does neither", () =>
  withCatalogue((path) => {
    write(path, numbered(0, KEPT.alerts));
    const database = new DatabaseSync(path);
    database.exec(
      "CREATE TRIGGER keep BEFORE DELETE ON alerts BEGIN SELECT RAISE(ABORT, 'kept'); END",
    );
    database.close();
    using catalogue = new Catalogue(path);
    using log = new AlertLog(catalogue, KEPT);
    const newest = alert(KEPT.alerts);
    log.put(newest, []);
    assert.equal(log.list({ limit: 1 })[0].id, newest.id, "it is known nevertheless");
    assert.equal(log.get(newest.id)?.id, newest.id);
    assert.equal(catalogue.alerts.count({}), KEPT.alerts);
  }));

Deno.test("AlertLog keeps the records of alerts, so many of each and of all", () =>
  withCatalogue((path) => {
    using catalogue = new Catalogue(path);
    using log = new AlertLog(catalogue, KEPT);
    log.put(alert(0, 2), [record(1), record(2)]);
    log.put(alert(0, 3), [record(3)]);
    log.put(alert(0, RECORDS_OF_ALERT + 1), [record(4)]);
    const scores = log.records("alert-0", { sort: "time", limit: 10, offset: 1 })
      .map(({ score }) => score);
    assert.deepEqual(scores, [2, 3]);
    log.put(alert(1, KEPT.records), Array.from({ length: KEPT.records }, (_, i) => record(i)));
    assert.equal(log.countRecords("alert-1"), KEPT.records);
    assert.equal(log.countRecords("alert-0"), 0);
    assert.equal(log.delete(["alert-1", "alert-x"]), 1);
    assert.equal(log.countRecords("alert-1"), 0);
  }));

Deno.test("AlertLog keeps what a person said while an alert grows", () =>
  withCatalogue((path) => {
    using catalogue = new Catalogue(path);
    using log = new AlertLog(catalogue, KEPT);
    log.put(alert(0), []);
    const [changed] = log.change(["alert-0"], { state: "acknowledged", assignee: "Kim" });
    log.put(alert(0, 9), []);
    assert.deepEqual(log.list({ limit: 5 }), [{ ...changed, count: 9 }]);
  }));
