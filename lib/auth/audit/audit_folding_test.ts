import assert from "node:assert/strict";
import { AuditFolding, type FoldedEvent } from "./audit_folding.ts";
import type { AuditEvent } from "./audit_event.ts";

const DENIED: AuditEvent = {
  who: "reader",
  action: "GET /api/v1/tokens",
  target: "/api/v1/tokens",
  outcome: "denied",
  address: "192.0.2.1",
  client: "token-1",
};

function folding() {
  const written: FoldedEvent[] = [];
  const clock = { now: 0 };
  let id = 0;
  const fold = new AuditFolding((event) => written.push(event), () => ++id, () => clock.now);
  const counted = (wanted: (event: FoldedEvent) => boolean = () => true) =>
    written.filter(wanted).reduce((sum, { count }) => sum + count, 0);
  return { fold, written, clock, counted };
}

Deno.test("AuditFolding writes a flood of refusals as few entries that count all of them", () => {
  const { fold, written, clock, counted } = folding();
  for (let i = 0; i < 5000; i++) {
    clock.now = i;
    fold.add(DENIED);
  }
  fold.flush();
  assert.equal(written.length, 11);
  assert.equal(counted(), 5000);
  const folded = written.at(-1)!;
  assert.deepEqual(
    { ...folded },
    { ...DENIED, id: 11, at: 10, until: 4999, count: 4990 },
  );
});

Deno.test("AuditFolding bounds what a client can vary: targets, actions, addresses", () => {
  const { fold, written, counted } = folding();
  for (let i = 0; i < 10_000; i++) {
    fold.add({
      ...DENIED,
      action: `GET /${i % 300}`,
      target: `/${i}`,
      address: `192.0.2.${i % 9}`,
    });
  }
  fold.flush();
  assert.ok(written.length <= 21, `${written.length}`);
  assert.equal(counted(), 10_000);
  assert.equal(counted(({ who }) => who === "reader"), 10_000, "who it was is known in any case");
  assert.equal(written.at(-1)!.action, "several");
});

Deno.test("AuditFolding tells strangers apart by network, up to a number of them", () => {
  const { fold, written, counted } = folding();
  const wrong = { ...DENIED, who: "unknown", action: "token.refused", client: undefined };
  for (let i = 0; i < 1000; i++) {
    fold.add({ ...wrong, address: `2001:db8::${i.toString(16)}` });
  }
  fold.flush();
  assert.equal(written.length, 11, "one network of 64 bits");
  for (let i = 0; i < 20_000; i++) {
    fold.add({
      ...wrong,
      address: `2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::1`,
    });
  }
  fold.flush();
  assert.ok(written.length < 1200, `${written.length}`);
  assert.equal(counted(), 21_000);
});

Deno.test("AuditFolding folds successes only into the same, and never other changes", () => {
  const { fold, written, counted } = folding();
  const login = { ...DENIED, action: "login", target: null, outcome: "ok" };
  for (let i = 0; i < 500; i++) {
    fold.add(login);
    fold.add({ ...login, action: "dataset.delete", target: `/api/v1/datasets/${i}` });
  }
  fold.flush();
  assert.equal(written.filter(({ action }) => action === "dataset.delete").length, 500);
  assert.equal(written.filter(({ action }) => action === "login").length, 11);
  assert.equal(counted(), 1000);
});

Deno.test("AuditFolding writes a client singly again after a while", () => {
  const { fold, written, clock } = folding();
  for (let i = 0; i < 50; i++) fold.add(DENIED);
  clock.now = 600_000;
  fold.add(DENIED);
  assert.deepEqual(written.slice(-2).map(({ count }) => count), [40, 1]);
});
