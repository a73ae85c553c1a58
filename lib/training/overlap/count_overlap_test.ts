import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "node:path";
import { readFrame } from "../../tables/frame/read_frame.ts";
import { ingest } from "../../datasets/ingest/ingest.ts";
import { upload, withFolder } from "../../datasets/testing.ts";
import { compareRows } from "../rows/compare_rows.ts";
import { countOverlap } from "./count_overlap.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

const row = fc.tuple(
  fc.constantFrom("0", "-0", "1", "0.1", "0.1000000001", "16777216", "16777217", "Infinity", ""),
  fc.constantFrom("tcp", "udp", ""),
  fc.constantFrom("normal", "worm"),
);

Deno.test("countOverlap() counts what a run counts", () =>
  withFolder(async (folder) => {
    const features = [
      { name: "x", type: "numeric" as const },
      { name: "proto", type: "categorical" as const },
    ];
    const labels = { train: "label", test: "label" };
    const store = async (rows: string[][]) => {
      const target = join(folder, crypto.randomUUID());
      await Deno.mkdir(target);
      // The first row makes x numeric and proto a word in every table.
      const csv = ["x,proto,label", "7,icmp,normal", ...rows.map((cells) => cells.join(","))];
      await ingest(await upload(folder, csv.join("\n") + "\n"), target);
      return join(target, "data.parquet");
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.array(row, { maxLength: 30 }),
        async (left, right) => {
          const [train, test] = [await store(left), await store(right)];
          const counted = await countOverlap({ features, labels }, {
            train,
            test,
            spillFolder: join(folder, "spill"),
          });
          const rowsOf = async (parquet: string) => {
            const { frame, labels } = await readFrame(parquet, {
              columns: features,
              labelColumn: "label",
            });
            return { frame, labels, rows: Uint32Array.from({ length: frame.rows }, (_, i) => i) };
          };
          assert.deepEqual(
            {
              trainDuplicates: counted.train.duplicates,
              testDuplicates: counted.test.duplicates,
              overlap: counted.test.overlap,
            },
            compareRows(await rowsOf(train), await rowsOf(test)),
          );
          assert.deepEqual(
            [counted.train.rows, counted.test.rows],
            [left.length + 1, right.length + 1],
          );
        },
      ),
      { numRuns: gateOrNightly(5, 50) },
    );
  }));
