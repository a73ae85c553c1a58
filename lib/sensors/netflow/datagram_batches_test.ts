import assert from "node:assert/strict";
import { DatagramBatches, datagramsOf } from "./datagram_batches.ts";

Deno.test("DatagramBatches hands datagrams over with their senders", () => {
  const batches = new DatagramBatches();
  batches.add(Uint8Array.of(1, 2), "192.0.2.1");
  batches.add(Uint8Array.of(), "192.0.2.2");
  batches.add(Uint8Array.of(3), "192.0.2.1");
  const taken = [...datagramsOf(batches.take(7))].map(({ datagram, sender }) => [
    [...datagram],
    sender,
  ]);
  assert.deepEqual(taken, [[[1, 2], "192.0.2.1"], [[], "192.0.2.2"], [[3], "192.0.2.1"]]);
  assert.equal(batches.size, 0);
});

Deno.test("DatagramBatches: a flood of empty datagrams fills a batch, too", () => {
  const batches = new DatagramBatches();
  let datagrams = 0;
  while (!batches.isFull && datagrams < 100_000) batches.add(new Uint8Array(), `${datagrams++}`);
  const batch = batches.take(0);
  assert.ok(datagrams < 2 ** 16 && batch.size >= 2 ** 18);
  assert.equal([...datagramsOf(batch)].at(-1)!.sender, `${datagrams - 1}`);
});
