import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Alert } from "../../resources/alert.ts";
import { Catalogue } from "../catalogue.ts";
import type { AlertFilter, AlertQuery } from "./alert_query.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();

function alertOf(number: number, change: Partial<Alert> = {}): Alert {
  return {
    id: `alert-${number}`,
    rule: { id: "rule-1", name: "High severity" },
    source: { type: "live", id: "model-1", name: "Forest of Demo" },
    model: { id: "model-1", name: "Forest of Demo" },
    entity: null,
    host: "10.0.0.1",
    severity: { value: 75, band: "high" },
    score: 1,
    threshold: 0.5,
    count: 1,
    firstAt: at(number),
    lastAt: at(number + 10),
    createdAt: at(number),
    reason: null,
    record: { service: "http" },
    state: "open",
    verdict: null,
    note: "",
    assignee: null,
    acknowledgedAt: null,
    closedAt: null,
    suppressedBy: null,
    ...change,
  };
}

async function withCatalogue(test: (catalogue: Catalogue, path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/catalogue.sqlite`;
    using catalogue = new Catalogue(path);
    test(catalogue, path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const QUERY: AlertQuery = { sort: "raised", descending: true, limit: 10, offset: 0 };

/** Four alerts that differ in all that lists filter by. */
const ALERTS = [
  alertOf(0, { severity: { value: 95, band: "critical" }, count: 7, suppressedBy: "s-1" }),
  alertOf(100, { state: "closed", verdict: "benign", note: "50% of_it", host: "10.0.0.2" }),
  alertOf(200, {
    source: { type: "detection", id: "detection-1", name: "Office" },
    model: null,
    rule: { id: "rule-2", name: "Hosts" },
    reason: "Scanned 10.0.0.0/24.",
    severity: { value: 40, band: "medium" },
  }),
  alertOf(300, { state: "acknowledged", assignee: "Kim", host: null }),
];

Deno.test("AlertTable finds alerts by each of their sides", () =>
  withCatalogue(({ alerts }) => {
    alerts.put(ALERTS);
    const found = (filter: AlertFilter) => {
      const ids = alerts.list({ ...QUERY, ...filter }).map(({ id }) => Number(id.slice(6)));
      assert.equal(alerts.count(filter), ids.length);
      assert.deepEqual(alerts.ids(filter), ids.toReversed().map((id) => `alert-${id}`));
      return ids;
    };
    assert.deepEqual(found({}), [300, 200, 100, 0]);
    assert.deepEqual(found({ state: "open" }), [200, 0]);
    assert.deepEqual(found({ state: "open", suppressed: false }), [200]);
    assert.deepEqual(found({ severity: "high" }), [300, 100, 0]);
    assert.deepEqual(found({ severity: "low" }), [300, 200, 100, 0]);
    assert.deepEqual(found({ source: "detection", sourceId: "detection-1" }), [200]);
    assert.deepEqual(found({ model: "model-1", rule: "rule-1" }), [300, 100, 0]);
    assert.deepEqual(found({ host: "10.0.0.2" }), [100]);
    assert.deepEqual(found({ host: null }), [300]);
    assert.deepEqual(found({ assignee: "Kim" }), [300]);
    assert.deepEqual(found({ assignee: null }), [200, 100, 0]);
    assert.deepEqual(found({ from: at(105), to: at(300) }), [200, 100]);
    assert.deepEqual(found({ text: "scanned HOSTS" }), [200]);
    assert.deepEqual(found({ text: "% f_i" }), [100], "no pattern of SQL");
    assert.deepEqual(found({ text: "alert-300" }), [300]);
    assert.deepEqual(found({ text: "' OR 1=1 --" }), []);
  }));

Deno.test("AlertTable sorts and pages", () =>
  withCatalogue(({ alerts }) => {
    alerts.put(ALERTS);
    const order = (change: Partial<AlertQuery>) =>
      alerts.list({ ...QUERY, ...change }).map(({ id }) => Number(id.slice(6)));
    assert.deepEqual(order({ sort: "severity" }), [0, 300, 100, 200]);
    assert.deepEqual(order({ sort: "records" }), [0, 300, 200, 100]);
    assert.deepEqual(order({ sort: "host", descending: false }), [200, 0, 100, 300]);
    assert.deepEqual(order({ sort: "time", descending: false }), [0, 100, 200, 300]);
    assert.deepEqual(order({ limit: 2, offset: 1 }), [200, 100]);
  }));

Deno.test("AlertTable.groups() puts alerts of one rule about one host together, the worst first", () =>
  withCatalogue(({ alerts }) => {
    alerts.put([...ALERTS, alertOf(400, { state: "closed", verdict: "attack" })]);
    const groups = alerts.groups({}, 10, 0);
    assert.equal(alerts.countGroups({}), 4);
    assert.deepEqual(groups[0], {
      rule: { id: "rule-1", name: "High severity" },
      host: "10.0.0.1",
      alerts: 2,
      open: 1,
      severity: 95,
      firstAt: at(0),
      lastAt: at(410),
    });
    assert.deepEqual(groups.map(({ host, alerts }) => [host, alerts]), [
      ["10.0.0.1", 2],
      [null, 1],
      ["10.0.0.2", 1],
      ["10.0.0.1", 1],
    ]);
    assert.deepEqual(alerts.groups({ rule: "rule-2" }, 1, 0).length, 1);
  }));

Deno.test("AlertTable leaves out a damaged alert, and no other", () =>
  withCatalogue(({ alerts }, path) => {
    alerts.put(ALERTS);
    const database = new DatabaseSync(path);
    database.exec(`UPDATE alerts SET alert = json_set(alert, '$.verdict', 5) WHERE number = 1`);
    database.close();
    using catalogue = new Catalogue(path);
    assert.equal(catalogue.alerts.get("alert-0"), null);
    assert.equal(catalogue.alerts.list(QUERY).length, 3);
  }));

/** An alert and a rule as the catalogue had them in version 4. */
const OLD_ALERT = {
  id: "alert-1",
  rule: { id: "rule-1", name: "High severity" },
  model: { id: "model-1", name: "Forest" },
  entity: { column: "service", value: "http" },
  severity: { value: 80, band: "high" },
  score: 1.5,
  threshold: 0.5,
  count: 2,
  firstAt: at(0),
  lastAt: at(1),
  record: { service: "http", flag: null },
  acknowledgedAt: at(5),
  suppressedBy: null,
};

Deno.test("the catalogue of version 4 brings its alerts and rules along, and a copy is kept", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/catalogue.sqlite`;
    const database = new DatabaseSync(path);
    database.exec(
      "CREATE TABLE documents (kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, " +
        "PRIMARY KEY (kind, id)) STRICT; PRAGMA user_version = 4",
    );
    const put = database.prepare("INSERT INTO documents (kind, id, document) VALUES (?, ?, ?)");
    const open = { ...OLD_ALERT, id: "alert-2", acknowledgedAt: null, firstAt: at(9) };
    put.run("alert", "alert-1", JSON.stringify(OLD_ALERT));
    put.run("alert", "alert-2", JSON.stringify(open));
    put.run("alert", "alert-3", "{ damaged");
    put.run("alert", "alert-4", JSON.stringify({ id: "alert-4" }));
    put.run("alert-rule", "rule-1", JSON.stringify({ id: "rule-1" }));
    database.close();
    {
      using catalogue = new Catalogue(path);
      const [second, first, ...others] = catalogue.alerts.list(QUERY);
      assert.deepEqual(others, []);
      assert.deepEqual(first, {
        ...alertOf(0),
        ...OLD_ALERT,
        source: { type: "live", ...OLD_ALERT.model },
        host: null,
        state: "acknowledged",
      });
      assert.equal(second.state, "open");
      const query = { sort: "time", limit: 5, offset: 0 } as const;
      assert.deepEqual(catalogue.alerts.records("alert-1", query), [{
        at: OLD_ALERT.lastAt,
        score: OLD_ALERT.score,
        severity: 80,
        record: OLD_ALERT.record,
      }]);
    }
    const copy = new DatabaseSync(`${path}.version-4`);
    assert.equal(copy.prepare("SELECT count(*) AS n FROM documents").get()!.n, 5);
    copy.close();
    const migrated = new DatabaseSync(path);
    const rest = migrated.prepare("SELECT id, document FROM documents ORDER BY id").all();
    assert.deepEqual(rest.map(({ id }) => id), ["alert-3", "alert-4", "rule-1"]);
    assert.equal(JSON.parse(rest[2].document as string).source, "live");
    migrated.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
