import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "../lib/tables/duckdb.ts";
import type { ModelSummary, Prediction } from "../lib/resources/model.ts";
import type { Run } from "../lib/resources/run.ts";
import { createRandom } from "../lib/base/random.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer, WITH_IMPORTANCE } from "../testing/server.ts";

/** Connections of which every tenth is an attack with many bytes; one label is a formula. */
function traffic(rows: number): string {
  const random = createRandom(5);
  const lines = Array.from({ length: rows }, (_, i) => {
    const attack = i % 10 === 0;
    const bytes = Math.round(300 + 40 * random.normal() + (attack ? 400 * random.next() : 0));
    return `${bytes},${random.integer(100)},${i % 3 ? "http" : "<b>smtp</b>"},${
      attack ? (i % 20 ? "worm" : "=scan()") : "normal"
    }`;
  });
  return ["bytes,count,service,label", ...lines].join("\n");
}

const DETECTORS = [
  { kind: "isolation-forest", params: { trees: 20 } },
  { kind: "pca", threshold: { rule: "false-positive-rate", rate: 0.05, confidence: 0.95 } },
  { kind: "hybrid", params: { members: [{ kind: "kmeans" }, { kind: "hbos" }], rule: "any" } },
];

const RECORDS = [
  { bytes: 300, count: 5, service: "http" },
  { bytes: 9000, count: 99, service: "new" },
];

Deno.test("API: a run is named, noted, taken along and imported elsewhere", async (t) => {
  await using server = await startServer({ env: WITH_IMPORTANCE });
  await using elsewhere = await startServer();
  const client = new Client(server.url);
  const other = new Client(elsewhere.url);
  const dataset = await client.upload("flows.csv", traffic(2000));
  const run = await client.run({ train: dataset.id, seed: 3, detectors: DETECTORS });
  assert.equal(run.status, "done", run.error ?? "");
  const patch = (body: unknown, id = run.id) =>
    client.fetch(`/runs/${id}`, { method: "PATCH", body: JSON.stringify(body) });

  await t.step("name and notes change, and only within limits", async () => {
    const changed: Run = await (await patch({ name: " <i>Second</i> ", notes: "low\r\nrecall" }))
      .json();
    assert.deepEqual([changed.name, changed.notes], ["<i>Second</i>", "low\nrecall"]);
    const [model] = await client.get<ModelSummary[]>("/models");
    assert.equal(model.runName, "<i>Second</i>");
    const emptied: Run = await (await patch({ notes: "" })).json();
    assert.deepEqual([emptied.name, emptied.notes], ["<i>Second</i>", undefined]);
    assert.equal((await problem(await patch({ name: "  " }), 422)).errors![0].pointer, "/name");
    await problem(await patch({ notes: "x".repeat(4001) }), 422);
    await problem(await patch({ status: "done" }), 422);
    await problem(await patch({ name: "x" }, "none"), 404);
  });

  await t.step("scores as Parquet are those of the CSV", async () => {
    const response = await client.fetch(`/runs/${run.id}/scores.parquet`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-disposition")!, /run-.*-scores\.parquet"/);
    const path = await Deno.makeTempFile({ suffix: ".parquet" });
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(String(bytes.length), response.headers.get("content-length"));
    await Deno.writeFile(path, bytes);
    using database = await openDatabase({ spillFolder: "unused" });
    const from = `read_parquet(${quoteLiteral(path)})`;
    const columns = await database.rows(`SELECT column_name FROM (DESCRIBE FROM ${from})`);
    const rows = await database.rows(`SELECT * FROM ${from}`);
    const csv = (await (await client.fetch(`/runs/${run.id}/scores.csv`)).text())
      .trimEnd().split("\r\n").map((line) => line.split(","));
    assert.deepEqual(columns.map(([name]) => name), csv[0]);
    assert.equal(rows.length, csv.length - 1);
    rows.forEach((row, i) => {
      const cells = row.map((value) =>
        typeof value === "boolean" ? String(Number(value)) : String(value)
      );
      assert.deepEqual(cells.map((cell) => cell.replace(/^=/, "'=")), csv[i + 1]);
    });
    await Deno.remove(path);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(join(server.dataFolder, "staging"))), []);
    await problem(await client.fetch("/runs/none/scores.parquet"), 404);
  });

  await t.step(
    "the report tells names, labels and intervals, and runs nothing of them",
    async () => {
      await patch({ notes: '</style><script>alert(1)</script>"' });
      const response = await client.fetch(`/runs/${run.id}/report.html`);
      assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
      assert.match(response.headers.get("content-security-policy")!, /default-src 'none'/);
      const html = await response.text();
      assert.doesNotMatch(html, /<script|<i>|<b>/);
      for (
        const text of ["&lt;i>Second&lt;/i>", "&lt;script>alert(1)", "=scan()", "PCA", "Hybrid"]
      ) {
        assert.ok(html.includes(text), text);
      }
      const rate = run.results[1].perClass.find(({ label }) => label === "worm")!;
      assert.ok(html.includes(`>${rate.rows}<`));
      await patch({ notes: "" });
      await problem(await client.fetch("/runs/none/report.html"), 404);
    },
  );

  await t.step("every model scores the same where it is imported", async () => {
    for (const result of run.results) {
      const bundle = await client.fetch(`/models/${result.model}/bundle.zip`);
      assert.equal(bundle.headers.get("content-type"), "application/zip");
      const form = new FormData();
      form.append("file", new File([await bundle.arrayBuffer()], "model.zip"));
      const answer = await other.fetch("/models", { method: "POST", body: form });
      assert.equal(answer.status, 201, await answer.clone().text());
      const { id, run: imported } = await answer.json() as { id: string; run: string };
      const predict = (server: Client, model: string) =>
        server.post<{ predictions: Prediction[] }>(
          `/models/${model}/predict`,
          { records: RECORDS },
          200,
        );
      assert.deepEqual(await predict(other, id), await predict(client, result.model));
      const there = await other.get<Run>(`/runs/${imported}`);
      assert.equal(there.status, "done");
      assert.equal(there.name, "<i>Second</i>");
      assert.equal(there.imported!.model, result.model);
      assert.deepEqual(there.results, [{ ...result, model: id }]);
      assert.deepEqual(there.data, run.data);
      for (const path of ["curves", "importance"]) {
        assert.deepEqual(
          await other.get(`/models/${id}/${path}`),
          await client.get(`/models/${result.model}/${path}`),
        );
      }
      const changed = await other.fetch(`/models/${id}`, {
        method: "PATCH",
        body: JSON.stringify({ threshold: { rule: "best-f1" } }),
      });
      assert.equal(changed.status, 200, await changed.clone().text());
      assert.equal((await changed.json() as ModelSummary).id, id);
      for (const page of [`/runs/${imported}`, "/runs", "/predict", `/train?from=${imported}`]) {
        const response = await fetch(elsewhere.url + page);
        assert.equal(response.status, 200, page);
        await response.text();
      }
      assert.equal((await other.fetch(`/runs/${imported}/scores.csv`)).status, 200);
      await problem(await other.fetch(`/runs/${imported}/retry`, { method: "POST" }), 422);
      await problem(await other.fetch(`/models/${id}/record`), 404);
      await problem(
        await other.fetch(`/runs/${imported}/projection`, {
          method: "POST",
          body: '{"method":"pca"}',
        }),
        404,
      );
    }
    assert.equal((await other.get<ModelSummary[]>("/models")).length, DETECTORS.length);
  });

  await t.step("what is no model is refused, and leaves nothing behind", async () => {
    const send = (body: BodyInit) => other.fetch("/models?name=x.zip", { method: "POST", body });
    for (const body of ["", "no archive", new Uint8Array(1000)]) {
      await problem(await send(body), 422);
    }
    const bundle = await (await client.fetch(`/models/${run.results[0].model}/bundle.zip`)).bytes();
    await problem(await send(bundle.slice(0, bundle.length / 2)), 422);
    await problem(await client.fetch("/models/none/bundle.zip"), 404);
    for (const part of ["staging", "uploads"]) {
      assert.deepEqual(await Array.fromAsync(Deno.readDir(join(elsewhere.dataFolder, part))), []);
    }
  });
});
