import assert from "node:assert/strict";
import { createRandom } from "../lib/base/random.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: columns that tell a label set by hand are switched off", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);
  const random = createRandom(2);
  const kinds = ["k0", "k0", "k0", "k1", "k2"];
  const lines = Array.from({ length: 600 }, (_, i) => {
    const kind = kinds[i % 5];
    const group = kind === "k0" ? "g0" : "g1";
    return [random.next().toFixed(4), random.next().toFixed(4), kind, group].join(",");
  });
  const dataset = await client.upload("three.csv", ["dur,bytes,x1,x2", ...lines].join("\n"));
  const change = async (body: unknown) => {
    const response = await client.fetch(`/datasets/${dataset.id}`, {
      method: "PATCH",
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 200);
    return await response.json() as Dataset & { switchedOff: { name: string; reason: string }[] };
  };
  const body = {
    train: dataset.id,
    split: { test: 0.4 },
    detectors: [{ kind: "isolation-forest", params: { trees: 50 } }],
  };

  await t.step("the answer names them, and noise stays noise", async () => {
    const { switchedOff } = await change({ label: "x2", normal: ["g0"] });
    assert.deepEqual(switchedOff.map(({ name }) => name), ["x1"]);
    assert.match(switchedOff[0].reason, /tell normal traffic from attacks/);
    const run = await client.run(body);
    assert.equal(run.status, "done", run.error ?? "");
    assert.deepEqual(run.data!.features, ["dur", "bytes"]);
    assert.ok(Math.abs(run.results[0].metrics.rocAuc! - 0.5) < 0.1);
  });

  await t.step("one that is switched on again stays on, with a warning", async () => {
    const { switchedOff, columns } = await change({ columns: { x1: "categorical" } });
    assert.deepEqual(switchedOff, []);
    assert.equal(columns[2].role, "categorical");
    const { warnings } = await change({ normal: ["g0"] });
    assert.match(warnings.join(" "), /"x1" reveals the label but was enabled/);
  });
});

Deno.test("API: in the case of three classes, each label set by hand leaves noise", async () => {
  const file = new URL("../../shared/cases/uploads/46-xiiotid-three-classes.csv", import.meta.url);
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.log("Skipped: the cases are not beside the checkout.");
    return;
  }
  await using server = await startServer();
  const client = new Client(server.url);
  const { id } = await client.upload("three.csv", text);
  for (const label of ["class1", "class2", "class3"]) {
    const response = await client.fetch(`/datasets/${id}`, {
      method: "PATCH",
      body: JSON.stringify({ label, normal: ["Normal"] }),
    });
    const { labels, columns }: Dataset = await response.json();
    assert.equal(response.status, 200, label);
    assert.ok(labels.some(({ attack }) => attack));
    const others = columns.filter(({ name }) => /^class/.test(name) && name !== label);
    assert.deepEqual(others.map(({ role }) => role), ["leaking", "leaking"], label);
    const run = await client.run({
      train: id,
      split: { test: 0.4 },
      detectors: [{ kind: "isolation-forest", params: { trees: 50 } }],
    });
    assert.deepEqual(run.data!.features, ["dur", "bytes", "pkts"], label);
    assert.ok(run.results[0].metrics.rocAuc! < 0.65, label);
  }
});
