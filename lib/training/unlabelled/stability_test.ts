import assert from "node:assert/strict";
import type { JudgedHosts } from "./count_hosts.ts";
import { stabilityOf } from "./stability.ts";

const hosts = (...unusual: boolean[]) => ({ unusual }) as JudgedHosts;

Deno.test("stabilityOf() is the share that other trainings flag too", () => {
  const first = { flags: Uint8Array.of(1, 1, 1, 1, 0), hosts: hosts(true, true, false) };
  const others = [
    { flags: Uint8Array.of(1, 1, 1, 0, 1), hosts: hosts(true, false, true) },
    { flags: Uint8Array.of(1, 0, 0, 0, 0), hosts: hosts(true, true, true) },
  ];
  assert.deepEqual(stabilityOf(first, others), { trainings: 2, records: 0.5, hosts: 0.75 });
});

Deno.test("stabilityOf() is not known where nothing is flagged or there are no hosts", () => {
  const nothing = { flags: new Uint8Array(3), hosts: null };
  assert.deepEqual(stabilityOf(nothing, [{ flags: Uint8Array.of(1, 1, 1), hosts: null }]), {
    trainings: 1,
    records: null,
    hosts: null,
  });
});
