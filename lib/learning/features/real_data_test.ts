/**
 * The choice of scalings on NSL-KDD, where this machine has it: see NETSIFT_TEST_DATA.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { KDD_FEATURES } from "../../datasets/formats/kdd_names.ts";
import { realDataFolder } from "../../datasets/testing.ts";
import { FeaturePipeline } from "./pipeline.ts";

const folder = await realDataFolder();
if (folder === null) console.warn("No NSL-KDD here: set NETSIFT_TEST_DATA to test with it.");

async function normalRecords(file: string): Promise<string[][]> {
  const packed = await Deno.open(file);
  const unpacked = packed.readable.pipeThrough(new DecompressionStream("gzip"));
  const lines = (await new Response(unpacked).text()).trim().split("\n");
  return lines.map((line) => line.split(",")).filter((cells) => cells[41] === "normal");
}

Deno.test({
  name: "FeaturePipeline chooses the logarithm for the long tails of NSL-KDD's normal traffic",
  ignore: folder === null,
  async fn() {
    const records = await normalRecords(join(folder!, "nsl-kdd/KDDTrain+.txt.gz"));
    assert.equal(records.length, 67_343);
    const columns = KDD_FEATURES.flatMap(({ name, type }, i) =>
      type === "numeric"
        ? [{ type, name, values: Float32Array.from(records, (cells) => Number(cells[i])) }]
        : []
    );
    const pipeline = FeaturePipeline.fit({ rows: records.length, columns }, {
      encoding: "one-hot",
      scaling: "auto",
      filters: { nearConstant: 0 },
    });
    const chosen = new Map(pipeline.scalings().map(({ feature, scaling }) => [feature, scaling]));
    for (const name of ["duration", "src_bytes", "dst_bytes", "count", "srv_count", "num_root"]) {
      assert.equal(chosen.get(name), "log-standard", name);
    }
    for (const name of ["logged_in", "serror_rate", "same_srv_rate", "dst_host_count", "land"]) {
      assert.equal(chosen.get(name), "standard", name);
    }
    assert.deepEqual(
      pipeline.dropped.map(({ column }) => column),
      ["wrong_fragment", "num_outbound_cmds"],
    );
  },
});
