import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { openAccessDatabase } from "../access_database.ts";
import { AuditLog } from "./audit_log.ts";
import type { AuditEvent } from "./audit_event.ts";

const EVENT: AuditEvent = {
  who: "admin",
  action: "token.create",
  target: "/api/v1/tokens/token-1",
  outcome: "ok",
  address: "::1",
};

async function withLog(most: number, use: (log: AuditLog) => void): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  const database = openAccessDatabase(join(folder, "access.sqlite"));
  try {
    using log = new AuditLog(database, most);
    use(log);
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("AuditLog keeps successful actions whatever is refused or fails", async () => {
  await withLog(100, (log) => {
    log.add(EVENT);
    log.add({ ...EVENT, action: "login", target: null });
    for (let i = 0; i < 3000; i++) {
      log.add({ ...EVENT, who: `token ${i}`, outcome: "denied", client: `token-${i}` });
    }
    const entries = log.list(10_000);
    assert.deepEqual(
      entries.filter(({ outcome }) => outcome === "ok").map(({ action }) => action),
      ["login", "token.create"],
    );
    const refused = entries.length - 2;
    assert.ok(refused >= 100 && refused < 200, `${refused}`);
  });
});

Deno.test("AuditLog lets nobody push out another's successful actions", async () => {
  await withLog(100, (log) => {
    log.add(EVENT);
    for (let i = 0; i < 3000; i++) {
      log.add({ ...EVENT, who: "flooder", action: "rule.create", target: `/rules/${i}` });
    }
    const entries = log.list(10_000);
    assert.ok(entries.some(({ who }) => who === "admin"));
    assert.ok(entries.length < 200, `${entries.length}`);
  });
});

Deno.test("AuditLog.list() has what was counted, with how often and until when", async () => {
  await withLog(100, (log) => {
    for (let i = 0; i < 30; i++) log.add({ ...EVENT, outcome: "denied" });
    const entries = log.list(100);
    assert.equal(entries.length, 11);
    assert.deepEqual([entries[0].count, typeof entries[0].until], [20, "string"]);
    assert.deepEqual([entries[1].count, entries[1].until], [1, null]);
  });
});

Deno.test("openAccessDatabase() adds what is new to a database of an older Netsift", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  const path = join(folder, "access.sqlite");
  openAccessDatabase(path).close();
  const old = new DatabaseSync(path);
  old.exec("DROP INDEX audit_by_success");
  old.exec("ALTER TABLE audit DROP COLUMN count; ALTER TABLE audit DROP COLUMN until;");
  old.exec(
    "INSERT INTO audit (at, who, action, outcome, address) VALUES ('2026-01-01T00:00:00.000Z', 'a', 'login', 'ok', '::1')",
  );
  old.close();
  const database = openAccessDatabase(path);
  const [entry] = new AuditLog(database, 100).list(10);
  assert.deepEqual([entry.who, entry.count, entry.until], ["a", 1, null]);
  database.close();
  await Deno.remove(folder, { recursive: true });
});
