import assert from "node:assert/strict";
import type { Prediction } from "../lib/resources/model.ts";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

/** Bytes over many sizes, twice of them, a constant; one rare service. */
function traffic(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const attack = i % 50 === 49;
    const bytes = attack ? 5_000_000 + i : Math.round(Math.exp((i * 7 % 97) / 10));
    const service = i % 300 === 10 ? "gopher" : ["dns", "http", "smtp"][i % 3];
    return [bytes, 2 * bytes, 1, (i * 13 % 50) / 50, service, attack ? "flood" : "normal"].join();
  });
  return ["bytes,double,flat,rate,service,label", ...lines].join("\n");
}

Deno.test("API: scaling, encoding and filters of single columns", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const { id: train } = await client.upload("traffic.csv", traffic(1000));
  const request = {
    train,
    features: ["bytes", "double", "flat", "rate", "service"],
    scaling: "auto",
    columns: { rate: { scaling: "min-max" } },
    rareCategories: { minCount: 5 },
    filters: { nearConstant: 0, correlation: 0.99 },
    detectors: [{ kind: "autoencoder", params: { hidden: [4], epochs: 2 } }],
  };

  await t.step("a run says what it chose and what it left out", async () => {
    const run = await client.run(request);
    assert.equal(run.status, "done", run.error ?? "");
    const [{ supervised, scalings, dropped }] = run.data!.preparation!;
    assert.equal(supervised, false);
    assert.deepEqual(scalings, [
      { feature: "bytes", scaling: "log-standard" },
      { feature: "rate", scaling: "min-max" },
    ]);
    assert.deepEqual(dropped.map(({ column, reason }) => [column, reason.filter]), [
      ["double", "correlation"],
      ["flat", "near-constant"],
    ]);
    assert.equal(run.data!.columns, 6);
    assert.ok(run.warnings.some((warning) => warning.includes('"flat" (constant)')));
    const [{ model }] = run.results;
    const { inputs } = await client.get<{ inputs: { name: string }[] }>(`/models/${model}`);
    assert.deepEqual(inputs.map(({ name }) => name), ["bytes", "rate", "service"]);
    const { predictions: [verdict] } = await client.post<{ predictions: Prediction[] }>(
      `/models/${model}/predict`,
      { records: [{ bytes: 5_000_000, rate: 0.5, service: "never seen" }] },
      200,
    );
    assert.deepEqual(verdict.contributions.map(({ feature }) => feature).sort(), [
      "bytes",
      "rate",
      "service",
    ]);
  });

  await t.step("frequencies make one column", async () => {
    const run = await client.run({ ...request, encoding: "frequency", filters: {} });
    assert.equal(run.status, "done", run.error ?? "");
    assert.equal(run.data!.columns, 5);
    assert.deepEqual(run.data!.preparation![0].dropped, []);
  });

  await t.step("filters that leave nothing fail the run with a reason", async () => {
    const run = await client.run({ ...request, features: ["flat"], columns: {} });
    assert.equal(run.status, "failed");
    assert.match(run.error!, /leave out every feature/);
  });

  await t.step("what makes no sense is pointed to", async () => {
    const response = await client.fetch("/runs", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...request,
        columns: { service: { scaling: "robust" }, label: { scaling: "auto" } },
      }),
    });
    const { errors } = await problem(response, 422);
    assert.deepEqual(errors?.map(({ pointer }) => pointer), [
      "/columns/service/scaling",
      "/columns/label",
    ]);
  });
});
