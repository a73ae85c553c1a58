/**
 * The audit log under floods of refused and failed requests, over HTTP.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { AuditEntry } from "../lib/auth/audit/audit_log.ts";
import { startServer } from "../testing/server.ts";

const ADMIN = "the-token-of-the-administrator";

Deno.test("API: no flood of refused or failed requests pushes entries out of the audit log", async () => {
  await using server = await startServer({
    env: { NETSIFT_TOKEN: ADMIN, NETSIFT_AUDIT_ENTRIES: "100", NETSIFT_HEAVY_PER_MINUTE: "100000" },
  });
  const send = (path: string, token: string | null, init: RequestInit = {}) =>
    fetch(server.url + path, {
      redirect: "manual",
      ...init,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  const drained = async (response: Promise<Response>) => {
    const { status, body } = await response;
    await body?.cancel();
    return status;
  };
  const body = JSON.stringify({ name: "reader", scopes: ["read"] });
  const made = await send("/api/v1/tokens", ADMIN, { method: "POST", body });
  const { token } = await made.json() as { token: string };
  const login = new URLSearchParams({ token: ADMIN });
  assert.equal(await drained(send("/login", null, { method: "POST", body: login })), 303);

  const wrong = new URLSearchParams({ token: "wrong" });
  const floods: ((i: number) => Promise<Response>)[] = [
    (i) => send(`/api/v1/tokens/${i}`, token, { method: "DELETE" }),
    (i) => send(`/api/v1/datasets/${i}/data.csv`, token),
    (i) => send(`/api/v1/runs/${i}/report.html`, token),
    (i) => send("/api/v1/runs", `wrong-${i}`),
    () => send("/login", null, { method: "POST", body: wrong }),
    () => send("/login", null, { method: "POST", body: new URLSearchParams({ token }) }),
  ];
  for (const flood of floods) {
    for (let sent = 0; sent < 300; sent += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, i) => drained(flood(sent + i))));
    }
  }
  const answer = await send("/api/v1/audit?limit=1000", ADMIN);
  const { entries } = await answer.json() as { entries: AuditEntry[] };
  const count = (wanted: (entry: AuditEntry) => boolean) =>
    entries.filter(wanted).reduce((sum, entry) => sum + entry.count, 0);
  assert.ok(entries.some(({ action, outcome }) => action === "token.create" && outcome === "ok"));
  assert.ok(entries.some(({ who, action }) => who === "NETSIFT_TOKEN" && action === "login"));
  assert.ok(entries.length < 100, `${entries.length} entries for 1800 requests`);
  assert.equal(count(({ who, outcome }) => who === "reader" && outcome !== "ok"), 900);
  assert.equal(count(({ who, action }) => who === "reader" && action === "login"), 300);
  assert.equal(count(({ action }) => action === "token.refused"), 600);
});
