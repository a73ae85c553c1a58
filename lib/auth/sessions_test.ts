import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { openAccessDatabase } from "./access_database.ts";
import { AuditLog } from "./audit/audit_log.ts";
import { Sessions } from "./sessions.ts";
import { TokenRegistry } from "./tokens.ts";

const HOUR = 3_600_000;

async function withDatabase(use: (database: DatabaseSync) => void): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  const database = openAccessDatabase(join(folder, "access.sqlite"));
  try {
    use(database);
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Runs something at another time. */
function at<T>(time: number, work: () => T): T {
  const { now } = Date;
  Date.now = () => time;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}

Deno.test("a session ends when it is not used, and after a week in any case", async () => {
  await withDatabase((database) => {
    const sessions = new Sessions(database, 12 * HOUR);
    const key = at(0, () => sessions.begin("admin"));
    assert.equal(at(11 * HOUR, () => sessions.find(key))?.subject, "admin");
    assert.ok(at(22 * HOUR, () => sessions.find(key)), "each use prolongs it");
    assert.equal(at(34 * HOUR, () => sessions.find(key)), null);
    const used = at(0, () => sessions.begin("admin"));
    for (let hours = 10; hours < 168; hours += 10) {
      assert.ok(at(hours * HOUR, () => sessions.find(used)), `${hours}`);
    }
    assert.equal(at(168 * HOUR, () => sessions.find(used)), null);
    assert.equal(sessions.find("unknown"), null);
  });
});

Deno.test("a session's key is changed once an hour, and the old one holds for a moment", async () => {
  await withDatabase((database) => {
    const sessions = new Sessions(database, 12 * HOUR);
    const key = at(0, () => sessions.begin("admin"));
    assert.equal(at(HOUR / 2, () => sessions.find(key))!.isDue, false);
    assert.equal(at(2 * HOUR, () => sessions.find(key))!.isDue, true);
    const renewed = at(2 * HOUR, () => sessions.renew(key))!;
    assert.equal(at(2 * HOUR, () => sessions.renew(key)), null, "once");
    assert.equal(at(2 * HOUR + 1000, () => sessions.find(key))!.isDue, false);
    assert.equal(at(3 * HOUR, () => sessions.find(key)), null);
    assert.ok(at(3 * HOUR, () => sessions.find(renewed)));
    sessions.endAll("admin");
    assert.equal(at(3 * HOUR, () => sessions.find(renewed)), null);
  });
});

Deno.test("TokenRegistry finds tokens by their secret until they end", async () => {
  await withDatabase((database) => {
    const expiresAt = new Date(10 * HOUR).toISOString();
    const { token, secret } = new TokenRegistry(database)
      .create({ name: "a", scopes: ["read"], expiresAt });
    const tokens = new TokenRegistry(database);
    assert.equal(at(9 * HOUR, () => tokens.find(secret))?.id, token.id);
    assert.equal(at(11 * HOUR, () => tokens.find(secret)), null);
    assert.equal(at(9 * HOUR, () => tokens.find(`${secret}x`)), null);
    assert.equal(tokens.list()[0].lastUsedAt, new Date(9 * HOUR).toISOString());
  });
});

Deno.test("the audit log keeps so many entries, in one line each, and none is changed", async () => {
  await withDatabase((database) => {
    const log = new AuditLog(database, 100);
    const entry = { action: "login", target: null, outcome: "ok", address: "::1" };
    for (let i = 0; i < 250; i++) log.add({ ...entry, who: `person ${i}\nadmin\u202e` });
    const entries = log.list(1000);
    assert.ok(entries.length >= 100 && entries.length < 200, `${entries.length}`);
    assert.equal(entries[0].who, "person 249 admin ");
    assert.throws(() => database.exec("UPDATE audit SET who = 'nobody'"), /append-only/);
  });
});
