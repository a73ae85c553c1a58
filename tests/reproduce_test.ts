import assert from "node:assert/strict";
import type { ReproductionReport } from "../lib/benchmarks/report.ts";
import { realDataFolder } from "../testing/real_data.ts";

const data = await realDataFolder();
if (data === null) {
  console.log("Skipped: the reproduction of the five projects, for want of their data.");
}

/** What `deno task reproduce` finds out, and how it ends. */
async function reproduce(
  args: string[],
): Promise<{ code: number; errors: string; markdown: string; report: ReproductionReport | null }> {
  const json = await Deno.makeTempFile({ prefix: "netsift-reproduce-", suffix: ".json" });
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "reproduce.ts", "--json", json, ...args],
      cwd: new URL("..", import.meta.url),
      env: { NETSIFT_IMPORTANCE_MS: "1" },
    }).output();
    const text = await Deno.readTextFile(json);
    return {
      code,
      errors: new TextDecoder().decode(stderr),
      markdown: new TextDecoder().decode(stdout),
      report: text ? JSON.parse(text) : null,
    };
  } finally {
    await Deno.remove(json);
  }
}

Deno.test({
  name: "deno task reproduce --quick does all five projects, the same every time",
  ignore: data === null,
  async fn() {
    const whole = await reproduce(["--data", data!, "--quick"]);
    assert.equal(whole.code, 0, whole.errors);
    const { rows, best, skipped, seeds } = whole.report!;
    assert.deepEqual([...new Set(rows.map(({ project }) => project))], ["1", "2", "3", "4", "5"]);
    assert.deepEqual(skipped, []);
    assert.deepEqual(seeds, [1]);
    assert.equal(best.length, 6);
    for (const row of rows) {
      assert.ok(row.ours >= 0 && row.ours <= 1, JSON.stringify(row));
      assert.equal(row.reached, row.reported === null ? null : row.ours >= row.reported);
    }
    const find = (project: string, model: string, metric: string) =>
      rows.find((row) =>
        row.project === project && row.model === model && row.metric === metric && !row.usesTest
      )!.ours;
    // Samples of 5,000 rows come close to what all rows give.
    assert.ok(find("1", "Autoencoder", "ROC-AUC") > 0.98);
    assert.ok(find("2", "Isolation Forest", "ROC-AUC") > 0.95);
    assert.ok(find("4", "LSTM classifier", "F1") > 0.95);
    assert.ok(find("5", "Isolation Forest", "ROC-AUC") > 0.92);
    const asReported = rows.find((row) => row.project === "1" && row.usesTest)!;
    assert.match(asReported.note!, /allows a recall of 0\.12\d/);
    assert.match(whole.markdown, /## Project 5/);

    const again = await reproduce(["--data", data!, "--quick", "--only", "2"]);
    assert.equal(again.code, 0, again.errors);
    assert.deepEqual(again.report!.rows, rows.filter(({ project }) => project === "2"));
  },
});

Deno.test("deno task reproduce says what is wrong and how to fix it", async () => {
  const empty = await Deno.makeTempDir();
  try {
    const none = await reproduce(["--data", empty, "--quick"]);
    assert.equal(none.code, 1);
    assert.match(none.errors, /No data found\. kddcup99\/.* is not in the data folder/);
    for (const args of [["--seeds", "0"], ["--only", "6"], ["--fast"]]) {
      const wrong = await reproduce(args);
      assert.equal(wrong.code, 2);
      assert.match(wrong.errors, /--seeds must be|no project "6"|'--fast'/);
    }
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});
