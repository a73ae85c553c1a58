import assert from "node:assert/strict";
import { join } from "node:path";
import { createRandom } from "../base/random.ts";
import { ingest } from "./ingest/ingest.ts";
import { type DrawOptions, randomRecord, readRecords, recordAt } from "./records.ts";
import { upload, withFolder } from "./testing.ts";

const TEXT = "n,__proto__,label\n0,a,normal\n1,,dos\n2,c,\n3,d,normal\n4,e,scan\n";

async function withRecords(test: (parquet: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    await ingest(await upload(folder, TEXT), folder);
    await test(join(folder, "data.parquet"));
  });
}

Deno.test("readRecords() reads a page of records", async () => {
  await withRecords(async (parquet) => {
    assert.deepEqual(await readRecords(parquet, { limit: 2, offset: 1 }), {
      columns: ["n", "__proto__", "label"],
      rows: [[1, null, "dos"], [2, "c", null]],
    });
    assert.deepEqual((await readRecords(parquet, { limit: 0 })).rows, []);
    assert.equal((await readRecords(parquet, { limit: 100 })).rows.length, 5);
  });
});

Deno.test("readRecords() reads the records named, in the order of the dataset", async () => {
  await withRecords(async (parquet) => {
    const { rows } = await readRecords(parquet, { rowNumbers: Uint32Array.of(4, 0, 99) });
    assert.deepEqual(rows.map(([n]) => n), [0, 4]);
    assert.deepEqual((await readRecords(parquet, { rowNumbers: [] })).rows, []);
    await assert.rejects(readRecords(parquet, { rowNumbers: [0.5] }), RangeError);
  });
});

Deno.test("randomRecord() draws every record of a kind and no other", async () => {
  await withRecords(async (parquet) => {
    const random = createRandom(7);
    const drawn = async (kind: DrawOptions["kind"]) => {
      const numbers = new Set<number>();
      for (let i = 0; i < 25; i++) {
        const record = await randomRecord(parquet, {
          kind,
          labelColumn: "label",
          attackLabels: ["dos", "scan"],
          random,
        });
        assert.equal(record?.record["n"], record?.rowNumber);
        numbers.add(record!.rowNumber);
      }
      return [...numbers].sort();
    };
    assert.deepEqual(await drawn("attack"), [1, 4]);
    assert.deepEqual(await drawn("normal"), [0, 3]);
    assert.deepEqual(await drawn("any"), [0, 1, 2, 3, 4]);
  });
});

Deno.test("randomRecord() gives the label and all values", async () => {
  await withRecords(async (parquet) => {
    const drawn = await randomRecord(parquet, {
      kind: "attack",
      labelColumn: "label",
      attackLabels: ["scan"],
      random: createRandom(1),
    });
    assert.deepEqual(Object.entries(drawn!.record), [["n", 4], ["__proto__", "e"], [
      "label",
      "scan",
    ]]);
    assert.deepEqual([drawn!.label, drawn!.rowNumber], ["scan", 4]);
  });
});

Deno.test("randomRecord() draws nothing where there is nothing of the kind", async () => {
  await withRecords(async (parquet) => {
    const random = createRandom(1);
    const none = { labelColumn: "label", attackLabels: [], random };
    assert.equal(await randomRecord(parquet, { ...none, kind: "attack" }), null);
    const unlabelled = { labelColumn: null, attackLabels: [], random };
    assert.equal(await randomRecord(parquet, { ...unlabelled, kind: "normal" }), null);
    assert.notEqual(await randomRecord(parquet, { ...unlabelled, kind: "any" }), null);
  });
});

Deno.test("records are read within the memory that is given", async () => {
  await withFolder(async (folder) => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},text ${i * i}`);
    await ingest(await upload(folder, `n,text\n${lines.join("\n")}\n`), folder);
    const parquet = join(folder, "data.parquet");
    const draw = {
      kind: "any",
      labelColumn: null,
      attackLabels: [],
      random: createRandom(1),
    } as const;
    const reads = [
      (memoryBytes: number) => readRecords(parquet, { limit: 2 }, memoryBytes),
      (memoryBytes: number) => randomRecord(parquet, { ...draw, attackLabels: [], memoryBytes }),
      (memoryBytes: number) => recordAt(parquet, 0, null, memoryBytes),
    ];
    for (const read of reads) {
      await assert.rejects(read(1), /Out of Memory/);
      assert.notEqual(await read(2 ** 27), null);
    }
  });
});
