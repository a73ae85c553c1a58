import assert from "node:assert/strict";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import type { RunComparison } from "../lib/explain/comparison/types.ts";
import type { Judgements } from "../lib/explain/judgements/types.ts";
import type { RunResult } from "../lib/resources/run.ts";

/** Connections without labels, one a second; a host sends far more than the others for a while. */
function traffic(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const odd = i >= 1200 && i < 1230;
    const at = new Date(Date.UTC(2026, 2, 1, 10) + i * 1000).toISOString().slice(0, 19);
    const host = odd ? "10.9.9.9" : `10.0.0.${i % 17}`;
    const bytes = odd ? 5_000_000 + i : 500 + (i * 7919) % 400;
    const service = ["http", "dns", "ssh"][i % 3];
    return `${at.replace("T", " ")},${host},198.51.100.7,${service},${bytes},${i % 9}`;
  });
  return ["timestamp,src_ip,dst_ip,service,bytes,packets", ...lines].join("\n");
}

Deno.test("API: a run without labels says what can be said without them", async () => {
  await using server = await startServer();
  const client = new Client(server.url);
  const dataset = await client.upload("flows.csv", traffic(2000));
  const run = await client.run({
    train: dataset.id,
    test: dataset.id,
    features: ["service", "bytes", "packets"],
    seed: 1,
    detectors: [
      { kind: "isolation-forest", threshold: { rule: "quantile", q: 0.98 } },
      { kind: "ecod", threshold: { rule: "quantile", q: 0.98 } },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const results = run.results as RunResult[];
  for (const { unlabelled } of results) {
    assert.ok(unlabelled?.baseline && unlabelled.hosts && unlabelled.stability);
    assert.equal(unlabelled.baseline.rows, 200);
    assert.ok(Math.abs(unlabelled.baseline.target! - 0.02) < 1e-9);
    assert.ok(unlabelled.baseline.flagged < 20);
    assert.deepEqual([unlabelled.hosts.column, unlabelled.hosts.unusual], ["src_ip", 1]);
    assert.deepEqual([unlabelled.stability.trainings, unlabelled.stability.hosts], [1, 1]);
    const kinds = unlabelled.planted.map(({ kind, planted }) => [kind, planted]);
    assert.deepEqual(kinds, [["extreme", 20], ["swapped", 20], ["unseen", 20], ["shuffled", 20]]);
    assert.equal(unlabelled.planted.find(({ kind }) => kind === "swapped")!.found, 20);
  }

  const comparison = await client.get<RunComparison>(`/runs/${run.id}/comparison`);
  assert.deepEqual(comparison.models, results.map(({ model }) => model));
  for (const [index, { flaggedRows, model }] of results.entries()) {
    const flagged = comparison.combinations.filter(({ models }) => models.includes(model));
    assert.equal(flagged.reduce((sum, { rows }) => sum + rows, 0), flaggedRows);
    assert.equal(
      flagged.find(({ models }) => models.length === 1)?.rows ?? 0,
      comparison.alone[index],
    );
  }
  const [host] = comparison.hosts!.top;
  assert.deepEqual([host.host, host.records], ["10.9.9.9", 30]);
  assert.ok(host.models.every(({ flagged, unusual }) => flagged > 10 && unusual));

  const [{ model, unlabelled }] = results;
  const drawn = await client.get<Judgements>(`/models/${model}/judgements`);
  assert.equal(drawn.flagged, results[0].flaggedRows);
  assert.equal(drawn.records.length, 20);
  assert.deepEqual(drawn.columns, ["src_ip", "dst_ip", "service"]);
  assert.deepEqual(drawn.time, { column: "timestamp", elapsed: false });
  assert.ok(drawn.records.every(({ row, time }) => time === Date.UTC(2026, 2, 1, 10, 0, row - 1)));
  assert.equal(drawn.estimate, null);
  assert.ok(drawn.records.every(({ reasons }) => reasons.length > 0));
  const judge = (row: number, verdict: string | null, status = 200) =>
    client.post<Pick<Judgements, "estimate">>(
      `/models/${model}/judgements`,
      { row, verdict },
      status,
    );
  for (const { row, identity } of drawn.records) {
    await judge(row, identity[0] === "10.9.9.9" ? "attack" : "benign");
  }
  const attacks = drawn.records.filter(({ identity }) => identity[0] === "10.9.9.9").length;
  await judge(drawn.records[0].row, null);
  const { estimate } = await judge(drawn.records[0].row, "unsure");
  assert.equal(estimate!.unsure, 1);
  assert.equal(estimate!.attacks + estimate!.benign, 19);
  assert.ok(estimate!.attacks >= attacks - 1 && estimate!.attacks <= attacks);
  assert.ok(estimate!.low <= estimate!.share && estimate!.share <= estimate!.high);
  await problem(
    await client.fetch(`/models/${model}/judgements`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ row: 999_999, verdict: "attack" }),
    }),
    422,
  );

  const patched = await client.fetch(`/models/${model}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ threshold: { rule: "fixed", value: 9 } }),
  });
  assert.equal(patched.status, 200);
  const changed = await client.get<{ results: RunResult[] }>(`/runs/${run.id}`);
  const remeasured = changed.results[0].unlabelled!;
  assert.deepEqual(remeasured.baseline, { rows: 200, flagged: 0, target: null });
  assert.ok(remeasured.planted.every(({ found }) => found === 0));
  assert.deepEqual(
    remeasured.planted.map(({ scores }) => scores),
    unlabelled!.planted.map(({ scores }) => scores),
  );
  assert.deepEqual([remeasured.hosts!.flagged, remeasured.stability], [0, null]);
  assert.match(remeasured.stabilityNote!, /changed after the training/);

  const contaminated = await client.run({
    train: dataset.id,
    test: dataset.id,
    features: ["bytes", "packets"],
    seed: 1,
    contamination: { share: 0.02, rounds: 2 },
    detectors: [{ kind: "mahalanobis" }],
  });
  const [{ setAside, trainedRows, heldOutRows, unlabelled: cleaned }] = contaminated
    .results as RunResult[];
  assert.deepEqual([setAside!.rows, setAside!.of, setAside!.rounds], [40, 2000, 2]);
  assert.deepEqual(setAside!.hosts!.top[0], { host: "10.9.9.9", setAside: 30, records: 30 });
  assert.equal(trainedRows + heldOutRows, 1960);
  assert.equal(cleaned!.hosts!.unusual, 1);
  assert.ok(cleaned!.stability);

  const labelled = traffic(300).split("\n").map((line, i) =>
    i === 0 ? `${line},label` : `${line},normal`
  );
  const train = (await client.upload("labelled.csv", labelled.join("\n"))).id;
  const { errors } = await problem(
    await client.fetch("/runs", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ train, contamination: { share: 0.1 }, detectors: [{ kind: "ecod" }] }),
    }),
    422,
  );
  assert.equal(errors![0].pointer, "/contamination");
  const judged = await client.run({
    train,
    split: { test: 0.5 },
    detectors: [{ kind: "ecod" }],
  });
  assert.equal((judged.results as RunResult[])[0].unlabelled, undefined);

  await server.kill();
  await using restarted = await startServer({ dataFolder: server.dataFolder });
  const path = `/models/${results[1].model}/judgements`;
  const again = new Client(restarted.url);
  assert.equal((await again.get<Judgements>(path)).estimate, null);
  await again.fetch(`/models/${model}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ threshold: { rule: "quantile", q: 0.98 } }),
  });
  const kept = await again.get<Judgements>(`/models/${model}/judgements`);
  assert.deepEqual(kept.estimate, estimate);
  assert.deepEqual(
    kept.records.map(({ row }) => row),
    drawn.records.map(({ row }) => row),
  );
});
