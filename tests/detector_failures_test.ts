import assert from "node:assert/strict";
import { createRandom } from "../lib/base/random.ts";
import type { DetectorFailure, Run, RunResult } from "../lib/resources/run.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

type Entry = RunResult & Pick<DetectorFailure, "error">;

/** Records of noise, an attack in ten, as CSV. */
function noise(rows: number, columns: number): string {
  const random = createRandom(3);
  const names = Array.from({ length: columns }, (_, column) => `f${column}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const shift = row % 10 === 0 ? 3 : 0;
    return [...names.map(() => (random.normal() + shift).toFixed(6)), shift ? "dos" : "normal"]
      .join(",");
  });
  return [`${names.join(",")},label`, ...lines].join("\n");
}

/** No record has so many neighbours so near. */
const FAILING = { kind: "dbscan", params: { epsilon: 1e-6, minPoints: 50 } };

Deno.test("API: a detector that fails costs no other one", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const { id: train } = await client.upload("noise.csv", noise(400, 5));
  const body = { train, split: { test: 0.4 } };

  await t.step("the others are trained, tested and usable", async () => {
    const run = await client.run({
      ...body,
      detectors: [
        FAILING,
        { kind: "pca" },
        { kind: "hybrid", params: { members: [{ kind: "pca" }, FAILING] } },
        { kind: "isolation-forest", params: { trees: 20 } },
        { kind: "pca", params: { score: "standardised" } },
      ],
    });
    assert.equal(run.status, "done", run.error ?? "");
    const entries = run.results as Entry[];
    assert.deepEqual(
      entries.map(({ kind, error }) => [kind, error !== undefined]),
      [
        ["dbscan", true],
        ["pca", false],
        ["hybrid", true],
        ["isolation-forest", false],
        ["pca", false],
      ],
    );
    for (const { error, model, params, threshold } of [entries[0], entries[2]]) {
      assert.match(error, /No record has 50 neighbours/);
      assert.equal(model, undefined);
      assert.ok(params && threshold.rule);
    }
    const models = await client.get<{ id: string }[]>("/models");
    assert.equal(models.length, 3);
    for (const { model, metrics, error } of entries) {
      if (error) continue;
      assert.ok(metrics.rocAuc !== null);
      const record = { f0: 1, f1: 2, f2: 3, f3: 4, f4: 5 };
      const { predictions } = await client.post<{ predictions: unknown[] }>(
        `/models/${model}/predict`,
        { records: [record] },
        200,
      );
      assert.equal(predictions.length, 1);
    }
    const page = await (await fetch(`${server.url}/runs/${run.id}`)).text();
    assert.match(page, /No record has 50 neighbours/);
    const report = await (await client.fetch(`/runs/${run.id}/report.html`)).text();
    assert.match(report, /No record has 50 neighbours/);
    for (const path of ["/runs", `/compare?models=${entries[1].model}`]) {
      const response = await fetch(server.url + path);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /PCA reconstruction 1/);
    }
    await client.post(`/runs/${run.id}/projection`, { method: "pca" });
    let projection: { status: string };
    do {
      projection = await client.get(`/runs/${run.id}/projection?method=pca`);
    } while (!["done", "failed"].includes(projection.status));
    assert.equal(projection.status, "done");
    assert.equal((await client.fetch(`/runs/${run.id}/scores.csv`)).status, 200);
  });

  await t.step("one that fails with some seeds keeps what the others gave", async () => {
    // The densest place holds about as many records as DBSCAN asks for: the draw decides.
    const detectors = [{ kind: "dbscan", params: { epsilon: 1.2, minPoints: 16 } }];
    const run = await client.run({ ...body, detectors, seeds: [3, 4, 5] });
    assert.equal(run.status, "done", run.error ?? "");
    const [{ repeats, failedSeeds }] = run.results;
    assert.deepEqual(repeats!.map(({ seed }) => seed), [5]);
    assert.deepEqual(failedSeeds!.map(({ seed }) => seed), [4]);
    assert.match(failedSeeds![0].error, /^No record has 16 neighbours/);
    const warning = /DBSCAN with seed 4 failed and is not part of the means: No record has 16/;
    assert.match(run.warnings.join("\n"), warning);
    const page = await (await fetch(`${server.url}/runs/${run.id}`)).text();
    assert.match(page, warning);
  });

  await t.step("a run without a model has failed and says why", async () => {
    const alone = await client.run({ ...body, detectors: [FAILING] });
    assert.equal(alone.status, "failed");
    assert.match(alone.error!, /^DBSCAN.*: No record has 50 neighbours/);
    const both = await client.run({ ...body, detectors: [FAILING, FAILING] });
    assert.match(both.error!, /DBSCAN.* 1: No record has .*DBSCAN.* 2: No record has/);
    assert.equal((both.results as Entry[]).filter(({ error }) => error).length, 2);
    await problem(await client.fetch(`/runs/${both.id}/scores.csv`), 409);
  });

  await t.step("one that ends the process is listed, the others go on", async () => {
    const { id } = await client.post<{ id: string }>("/runs", {
      ...body,
      detectors: [
        { kind: "pca" },
        { kind: "lstm-autoencoder", params: { epochs: 500, patience: 500 } },
        { kind: "isolation-forest", params: { trees: 20 } },
      ],
    });
    const training = ({ progress }: Run) => progress?.detector === 1 && progress.epoch;
    while (!training(await client.get<Run>(`/runs/${id}`))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    Deno.kill(await childOf(server.pid, "run_child.ts"), "SIGKILL");
    const run = await client.ended(id);
    assert.equal(run.status, "done", run.error ?? "");
    const entries = run.results as Entry[];
    assert.deepEqual(entries.map(({ error }) => error !== undefined), [false, true, false]);
    assert.match(entries[1].error, /SIGKILL.*run out of memory/);
  });
});

/** The child process of a process that runs a module. Linux only. */
async function childOf(parent: number, module: string): Promise<number> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const [stat, command] = await Promise.all(
      ["stat", "cmdline"].map((file) => Deno.readTextFile(`/proc/${name}/${file}`).catch(() => "")),
    );
    const [, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(ppid) === parent && command.includes(module)) return Number(name);
  }
  throw new Error(`No ${module} runs.`);
}
