import assert from "node:assert/strict";
import type { Netsift } from "../../netsift.ts";
import { givenRecord } from "./given_record.ts";

/** A server with the records of one dataset and one model: row 1 of each. */
const netsift = {
  models: {
    testRecords: {
      at: (_model: string, row: number) =>
        Promise.resolve(row === 0 ? { record: { a: 1 }, label: "dos" } : null),
    },
  },
  datasets: {
    record: (_id: string, row: number) =>
      Promise.resolve(row === 0 ? { record: { b: 2 }, label: null, rowNumber: 0 } : null),
    get: (id: string) => id === "ds-1" ? { name: "March" } : null,
  },
} as unknown as Netsift;

const given = (query: string) => givenRecord(netsift, "model-1", new URLSearchParams(query));

Deno.test("givenRecord() reads the record that an address holds, or says that it cannot", async () => {
  const record = encodeURIComponent('{"a": 1, "b": "x"}');
  assert.deepEqual(await given(`record=${record}&row=1`), {
    record: { a: 1, b: "x" },
    label: null,
  });
  const broken = await given("record=%7B");
  assert.equal(broken!.record, null);
  assert.match(broken!.fault!, /cannot be read/);
});

Deno.test("givenRecord() finds the row that an address names", async () => {
  assert.deepEqual(await given("row=1"), {
    title: "row 1 of the test data",
    record: { a: 1 },
    label: "dos",
  });
  assert.deepEqual(await given("row=1&dataset=ds-1"), {
    title: "row 1 of March",
    record: { b: 2 },
    label: null,
  });
  assert.match((await given("row=2000&dataset=ds-1"))!.fault!, /^Row 2,000 .*March was deleted/);
});

Deno.test("givenRecord() tells no record from one that cannot be", async () => {
  assert.equal(await given("page=2"), undefined);
  for (const row of ["0", "-1", "1.5", "x", "1e99"]) assert.equal(await given(`row=${row}`), null);
});
