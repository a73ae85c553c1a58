import assert from "node:assert/strict";
import { Client, problem } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";

Deno.test("API: a simulated office becomes a dataset, as a log of Zeek would", async (t) => {
  await using server = await startServer();
  const client = new Client(server.url);

  await t.step("the log is made and ingested", async () => {
    const request = { scenario: "office", days: 2, hosts: 20, incidents: 2, seed: 4 };
    const { id, ...rest } = await client.post<{ id: string }>("/demo", request);
    assert.deepEqual(rest, { status: "ingesting", name: "Demo office, 20 hosts, 2 days" });
    const dataset = await client.ingested(id);
    assert.equal(dataset.status, "ready", dataset.error ?? "");
    assert.equal(dataset.format, "zeek");
    assert.deepEqual(dataset.origin, {
      type: "demo",
      form: "log",
      labels: true,
      ...request,
    });
    assert.equal(dataset.rejected.count, 0);
    assert.equal(dataset.columns.find(({ name }) => name === "ts")?.role, "timestamp");
    assert.deepEqual(dataset.labels.map(({ name }) => name), ["Benign", "Malicious"]);
    const page = await (await fetch(`${server.url}/datasets/${id}`)).text();
    assert.match(page, /A simulated office of 20 hosts over 2 days with 2 incidents, seed 4/);
  });

  await t.step("the field that is wrong is named", async () => {
    const body = JSON.stringify({ scenario: "office", hosts: 5 });
    const answer = await problem(await client.fetch("/demo", { method: "POST", body }), 422);
    assert.deepEqual(answer.errors!.map(({ pointer }) => pointer), ["/hosts"]);
  });
});
