import assert from "node:assert/strict";
import { emptyBlock, NameTable, OUTCOME } from "../connection_block.ts";
import { AddressBook } from "../network/address_book.ts";
import type { Day } from "./day.ts";
import { DayBuilder } from "./day_builder.ts";
import { METRIC } from "./hour_counts.ts";
import { LinkTable } from "./link_table.ts";
import { LocalClock } from "./local_clock.ts";

Deno.test("LocalClock: hours and days are those of the zone, across the change of the clock", () => {
  const clock = new LocalClock("Europe/Prague");
  const at = (iso: string) => clock.at(Date.parse(iso));
  const day = Date.UTC(2026, 2, 29) / 86_400_000;
  assert.deepEqual(at("2026-03-29T00:00:00Z"), { day, hour: 1, weekday: 0 });
  assert.deepEqual(at("2026-03-29T01:00:00Z"), { day, hour: 3, weekday: 0 });
  assert.deepEqual(at("2026-03-28T23:00:00Z"), { day, hour: 0, weekday: 0 });
  assert.throws(() => new LocalClock("Nowhere/Town"), RangeError);
});

function blockOf(rows: number, set: (block: ReturnType<typeof emptyBlock>, row: number) => void) {
  const block = emptyBlock(rows);
  block.protocol.fill(6);
  block.outcome.fill(OUTCOME.ANSWERED);
  for (let row = 0; row < rows; row++) set(block, row);
  return block;
}

Deno.test("LinkTable: adds up by ends, port and protocol, and grows", () => {
  const table = new LinkTable(100_000);
  const block = blockOf(9000, (block, row) => {
    block.time[row] = row;
    block.source[row] = row % 3;
    block.destination[row] = 10;
    block.destinationPort[row] = row % 3000;
    block.sourceBytes[row] = 2;
  });
  for (let row = 0; row < block.rows; row++) table.add(block, row);
  assert.equal(table.size, 3000);
  assert.deepEqual([table.records[5], table.sourceBytes[5], table.answered[5]], [3, 6, 3]);
  assert.deepEqual(table.times[5], [5, 3005, 6005]);
});

Deno.test("LinkTable: new links beyond its size are counted, known ones still added", () => {
  const table = new LinkTable(2);
  const block = blockOf(5, (block, row) => {
    block.time[row] = row;
    block.destinationPort[row] = [1, 2, 3, 1, 4][row];
  });
  for (let row = 0; row < block.rows; row++) table.add(block, row);
  assert.deepEqual([table.size, table.dropped, table.records[0]], [2, 2, 2]);
});

Deno.test("LinkTable: without a word on the outcome, an answer shows in packets or bytes", () => {
  const table = new LinkTable(10);
  const block = blockOf(3, (block, row) => {
    block.time[row] = row;
    block.destinationPort[row] = row;
    block.outcome[row] = OUTCOME.UNKNOWN;
    block.destinationPackets[row] = [0, 4, NaN][row];
  });
  for (let row = 0; row < block.rows; row++) table.add(block, row);
  assert.deepEqual([...table.failed.slice(0, 3)], [1, 0, 0]);
  assert.deepEqual([...table.answered.slice(0, 3)], [0, 1, 1]);
});

Deno.test("DayBuilder: hands days over as they end, with counts by hour", () => {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const [client, server] = ["10.0.0.5", "10.0.0.9"].map((name) => names.hosts.numberOf(name));
  const days: Day[] = [];
  const clock = new LocalClock("UTC");
  const builder = new DayBuilder(
    names,
    new AddressBook(names.hosts),
    clock,
    (day) => days.push(day),
  );
  const hours = [1, 1, 5, 25];
  builder.push(blockOf(4, (block, row) => {
    block.time[row] = hours[row] * 3_600_000 + row;
    block.source[row] = client;
    block.destination[row] = server;
    block.destinationPort[row] = 443;
    if (row === 2) block.outcome[row] = OUTCOME.FAILED;
  }));
  assert.equal(days.length, 1);
  const counts = days[0].counts.get(client)!;
  assert.deepEqual([counts.at(METRIC.OPENED, 1), counts.at(METRIC.OPENED, 5)], [2, 1]);
  assert.equal(days[0].counts.get(server)!.at(METRIC.UNANSWERED, 5), 1);
  builder.finish();
  assert.deepEqual(days.map(({ number, from, to }) => [number, from, to]), [
    [0, 3_600_000, 21_600_000],
    [1, 90_000_000, 93_600_000],
  ]);
});
